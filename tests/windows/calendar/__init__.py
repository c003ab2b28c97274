"""The calendar, tried by real clicks, keys and drags."""
