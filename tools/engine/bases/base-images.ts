/** A stand-in for one of Docker Hub's `python:*-slim-*` images, made from a Debian suite. */
export interface BaseImage {
  /** The tag under `python` on Docker Hub. */
  readonly tag: string;
  readonly suite: string;
  /** The Python of that suite, `X.Y`. */
  readonly python: string;
  /** Packages that Docker Hub's image has of its own making and Debian splits off. */
  readonly extra?: readonly string[];
  /** The suite would merge /usr by a program that drags all of perl in; it is to be merged beforehand. */
  readonly mergeUsr?: boolean;
  /** The suite is rolling, and its Release file may be past its date. */
  readonly rolling?: boolean;
}

/** Every base that can be made; the first is the one that `up` makes by default. */
export const baseImages: readonly BaseImage[] = [
  { tag: '3.13-slim-trixie', suite: 'trixie', python: '3.13' },
  {
    tag: '3.11-slim-bookworm',
    suite: 'bookworm',
    python: '3.11',
    extra: ['python3-lib2to3'],
    mergeUsr: true,
  },
  { tag: '3.14-slim-forky', suite: 'forky', python: '3.14', rolling: true },
];

export const defaultBases: readonly string[] = ['3.13-slim-trixie'];

/** The base of that tag. @throws naming the tags there are */
export function baseImageOf(tag: string): BaseImage {
  const base = baseImages.find((candidate) => candidate.tag === tag);
  if (!base) {
    const known = baseImages.map((candidate) => candidate.tag).join(', ');
    throw new Error(`no base image "${tag}"; there are: ${known}`);
  }
  return base;
}
