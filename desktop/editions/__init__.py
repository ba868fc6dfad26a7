"""What is asked, and by which law. Pure."""
