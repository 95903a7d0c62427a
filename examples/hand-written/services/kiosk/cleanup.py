"""A script that runs once and ends."""

print("cleaned up")
