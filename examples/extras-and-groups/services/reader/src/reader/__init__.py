"""A command that prints which packages are installed."""

from importlib.metadata import distributions


def main() -> None:
    """Print the names of all installed packages."""
    print(*sorted(each.name for each in distributions()))
