"""Windows: the frame, its rooms, and what they share. The only rooms of the desktop that know Qt."""
