"""The program's words, in both languages."""
