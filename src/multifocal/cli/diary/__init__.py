"""`multifocal diary`: the private diary from the terminal."""
