"""An HTTP server of the standard library."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Kiosk(BaseHTTPRequestHandler):
    """Answers every request."""

    def do_GET(self) -> None:
        """Answer."""
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"open")


if __name__ == "__main__":
    ThreadingHTTPServer(("", 8000), Kiosk).serve_forever()
