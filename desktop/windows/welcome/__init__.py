"""The start: who one is, and which plan to open, make or look at."""
