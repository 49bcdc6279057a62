"""The reference engine: every fiber's whole double cable in float64, one by one."""
