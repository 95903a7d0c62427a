/** Module that answers on 8000. */
export const SERVER = [
  'from http.server import BaseHTTPRequestHandler, HTTPServer',
  '',
  'def main() -> None:',
  '    HTTPServer(("", 8000), BaseHTTPRequestHandler).serve_forever()',
  '',
].join('\n');

/** The Dockerfile of a service, which exposes that port. */
export function exposing(dockerfile = ''): string {
  return dockerfile.replace('\nCMD', '\nEXPOSE 8000\nCMD');
}
