"""A command that prints the Python version."""

import platform


def main() -> None:
    """Print the version."""
    print(platform.python_version())
