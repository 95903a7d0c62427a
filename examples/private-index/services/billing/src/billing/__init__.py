"""A command with a package of a private index."""

import six


def main() -> None:
    """Print the version of the package."""
    print(six.__version__)
