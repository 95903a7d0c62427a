/**
 * What is known, before an image is built, of the environment that its packages are installed for:
 * CPython on Linux with glibc.
 */
export interface MarkerEnvironment {
  /** `3.13`; absent where the stack's base does not say. */
  readonly python?: string;
  /** Patch release of the Python; absent for what is not known before a build: it may be any. */
  readonly patch?: number;
  /** Minor version of its glibc 2; absent where it is not known. */
  readonly glibc?: number;
  /** Values of `platform_machine` that images are built for: `x86_64`, `aarch64`. */
  readonly machines: readonly string[];
}

/** The machines every image may be built for, so that what is shared does not depend on a single run. */
export const COMMON_MACHINES: readonly string[] = ['aarch64', 'x86_64'];

/** Machines of these platforms (`linux/arm64`) and the common ones; sorted. */
export function machinesOf(platforms: readonly string[]): readonly string[] {
  return [...new Set([...COMMON_MACHINES, ...platforms.map(machineOf)])].sort();
}

/** What `platform_machine` is on a platform: `aarch64` on `linux/arm64`. */
export function machineOf(platform: string): string {
  const [, architecture = '', variant = ''] = platform.split('/');
  return MACHINES[`${architecture}/${variant}`] ?? MACHINES[architecture] ?? architecture;
}

/** What Python calls the architectures of OCI, where the two differ. */
const MACHINES: Readonly<Record<string, string>> = {
  amd64: 'x86_64',
  arm64: 'aarch64',
  '386': 'i686',
  'arm/v6': 'armv6l',
  'arm/v7': 'armv7l',
};
