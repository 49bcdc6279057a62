"""Tags that the templates of the site load."""
