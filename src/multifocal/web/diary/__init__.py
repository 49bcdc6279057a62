"""`/diary`: a private record on one's own machine. Only the local mode has it."""
