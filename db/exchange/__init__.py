"""Two copies become one: what the copies lack of each other is carried between them, and nothing is lost."""
