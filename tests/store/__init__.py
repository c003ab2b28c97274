"""What the store promises: one door, whole or nothing, whatever the disk does."""
