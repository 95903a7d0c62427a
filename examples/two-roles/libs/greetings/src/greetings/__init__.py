"""How this workspace greets."""


def greeting(name: str) -> str:
    """Greet somebody by name."""
    return f"Hello, {name}!"
