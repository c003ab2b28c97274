"""What the trade reckons: dates, lateness, targets, standings. Pure functions; today is an argument."""
