"""A command that prints the time."""

from datetime import UTC, datetime


def main() -> None:
    """Print the time."""
    print(datetime.now(UTC).isoformat())
