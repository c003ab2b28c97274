"""Every check of the program, mirroring the two halves it is made of; `python3 -m tests` runs them all."""
