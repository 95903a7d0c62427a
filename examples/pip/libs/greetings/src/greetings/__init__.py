"""Greetings that several services use."""


def greeting(name: str) -> str:
    """Return a greeting for a name."""
    return f"Hello, {name}!"
