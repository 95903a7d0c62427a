"""A command that pip installs."""

import six
from greetings import greeting


def main() -> None:
    """Print a greeting for the version of a package."""
    print(greeting(f"six {six.__version__}"))
