import { closest } from '../problems/closest';

/** The platforms an image of Linux can be for, in the form that engines compare; the likeliest first. */
const PLATFORMS: readonly string[] = [
  ...['linux/amd64', 'linux/arm64', 'linux/amd64/v2', 'linux/amd64/v3', 'linux/amd64/v4'],
  ...['linux/386', 'linux/arm/v5', 'linux/arm/v6', 'linux/arm/v7', 'linux/loong64'],
  ...['linux/mips64', 'linux/mips64le', 'linux/ppc64le', 'linux/riscv64', 'linux/s390x'],
];

/** Other names of an architecture, as the programs of other worlds print them. */
const ALIASES: Readonly<Record<string, string>> = {
  aarch64: 'arm64',
  'amd64/v1': 'amd64',
  arm: 'arm/v7',
  'arm64/8': 'arm64',
  'arm64/v8': 'arm64',
  armel: 'arm/v6',
  armhf: 'arm/v7',
  i386: '386',
  'x86-64': 'amd64',
  x86_64: 'amd64',
};

/**
 * A platform as engines compare it: `linux/arm64` for `linux/arm64/v8`, `aarch64` and `arm64`; undefined
 * for an invalid one. BuildKit takes any word for an architecture and fails late, for lack of a base.
 *
 * Rule: `normalizeArch` of containerd's `platforms`.
 */
export function normalizePlatform(text: string): string | undefined {
  const word = text.trim().toLowerCase();
  const architecture = word.replace(/^linux\//, '');
  const platform = `linux/${ALIASES[architecture] ?? architecture}`;
  return PLATFORMS.includes(platform) ? platform : undefined;
}

/** The platform that a mistyped one most likely means. */
export function closestPlatform(text: string): string | undefined {
  return closest(text.trim().toLowerCase(), PLATFORMS);
}

/** Whether programs of a platform are what another one asks for: those of `linux/amd64` run on `linux/amd64/v3`. */
export function servesPlatform(platform: string, wanted: string): boolean {
  return `${wanted}/`.startsWith(`${platform}/`);
}

/** The platforms something is built for: where none is asked for, the builder's own. */
export function platformsOrLocal(requested: readonly string[], local: string): readonly string[] {
  return requested.length > 0 ? requested : [local];
}
