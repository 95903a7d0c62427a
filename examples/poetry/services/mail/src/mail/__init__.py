"""A service that Poetry installs."""
