"""What a person sees: windows, paper, command line. Knows no SQL."""
