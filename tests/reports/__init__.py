"""Reports on paper: their setting, their pages, and what they say."""
