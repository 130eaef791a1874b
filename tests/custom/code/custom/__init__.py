"""What this project adds to its generated client."""
