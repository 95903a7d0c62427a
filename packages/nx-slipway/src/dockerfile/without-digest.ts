/** A reference to an image without its digest: `python:3.13` for `python:3.13@sha256:…`. */
export function withoutDigest(reference: string): string {
  return reference.replace(/@.*$/, '');
}
