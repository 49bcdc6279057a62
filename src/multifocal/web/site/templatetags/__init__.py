"""Tags that templates of every app load."""
