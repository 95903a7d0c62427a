"""One code base, two images."""

PRICE = 42
