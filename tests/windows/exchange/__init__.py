"""The room Exchange: copies, places, conflicts and what goes on by itself."""
