"""What steps fibers in time: three engines behind one protocol (`share.Engine`)."""
