"""The first minute with the program, and each later start."""
