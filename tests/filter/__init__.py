"""The filter language, asked of a small plan in both languages and both databases."""
