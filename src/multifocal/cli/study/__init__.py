"""`multifocal study`: a study evaluated, measured, converted and reported."""
