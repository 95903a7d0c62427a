"""A command that prints its version."""

from importlib.metadata import version


def main() -> None:
    """Print the version."""
    print(version("clock"))
