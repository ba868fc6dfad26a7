"""What was answered: forms, problems, classes, revisions, merge. Pure."""
