"""What the plan says, for people and programs: the plan itself, the meeting sheet, a comparison, a checklist."""
