"""`/lab`: a nerve simulated as the visitor sets it, with several foci, and its whole study."""
