"""The site: the only floor that knows Django."""
