"""Motor and sensory fibers side by side in float32, with channels in the internode as well."""
