/** The Python an official image is named for: `3.13` of `python:3.13-slim-trixie@sha256:…`. */
export function pythonOfReference(reference: string): string | undefined {
  return /(?:^|\/)python:(\d+\.\d+)/.exec(reference)?.[1];
}

/** The same with the patch release, if the tag names one: `3.13.3` of `python:3.13.3-slim`. */
export function releaseOfReference(reference: string): string | undefined {
  return (
    /(?:^|\/)python:(\d+\.\d+(?:\.\d+)?)(?![\w.])/.exec(reference)?.[1] ??
    pythonOfReference(reference)
  );
}
