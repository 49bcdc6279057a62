"""Tags of the pages that explain."""
