/** The Python an official image is named for: `3.13` of `python:3.13-slim-trixie@sha256:…`. */
export function pythonOfReference(reference: string): string | undefined {
  return /(?:^|\/)python:(\d+\.\d+)/.exec(reference)?.[1];
}
