"""Two copies become one: what the exchange must do, and what it must survive."""
