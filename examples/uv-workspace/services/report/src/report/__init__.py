"""A command that runs once and ends."""

from greetings import greeting


def main() -> None:
    """Print the report."""
    print(greeting("reader"))
