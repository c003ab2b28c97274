"""Queries: what is read from a plan, on every storage."""
