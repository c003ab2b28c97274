"""What the log and its rooms promise."""
