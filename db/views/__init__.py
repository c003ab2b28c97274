"""What is shown: frozen values that cross from the plan to a person's eyes."""
