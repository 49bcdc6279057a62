"""The formats that are known, one file each: put one here, and it is read, written and offered."""
