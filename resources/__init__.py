"""What the program carries with it besides code: translations, example plans, icons, style sheets."""
