"""One code base with an HTTP application and a worker."""
