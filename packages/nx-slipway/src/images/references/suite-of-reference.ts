import { debianReleases } from './debian-releases';

/** Code names of Debian releases, which official images are tagged with. */
const SUITES = new RegExp(`(?:^|[-.])(${debianReleases.map(({ name }) => name).join('|')})(?:$|-)`);

/** The Debian release in an image's tag: `trixie` of `python:3.13-slim-trixie@sha256:…`. */
export function suiteOfReference(reference: string): string | undefined {
  const [, tag = ''] = /:([^:/@]+)(?:@|$)/.exec(reference.replace(/@.*/, '')) ?? [];
  return SUITES.exec(tag)?.[1];
}
