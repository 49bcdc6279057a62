"""What the axon is made of: membranes, and the one table of their gates."""
