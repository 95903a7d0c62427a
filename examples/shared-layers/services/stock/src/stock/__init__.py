"""A command."""


def main() -> None:
    """Print the name of the service."""
    print("stock")
