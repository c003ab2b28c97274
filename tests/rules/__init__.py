"""What the trade reckons, tried rule by rule."""
