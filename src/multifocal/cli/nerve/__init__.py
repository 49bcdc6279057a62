"""`multifocal nerve` and `multifocal examine`: a nerve or a whole person simulated."""
