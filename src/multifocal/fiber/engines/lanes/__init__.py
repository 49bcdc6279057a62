"""The fast engine: MRG fibers side by side in float32, their internodes reduced to two-ports."""
