"""What a paper goes through between the plan and the printer."""
