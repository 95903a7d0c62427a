import { execa } from 'execa';

/** An architecture in the words of Debian and of OCI, which agree on these two. */
export type Architecture = 'amd64' | 'arm64';

/** How the kernel and qemu call them. */
export const machineNames: Readonly<Record<Architecture, string>> = {
  amd64: 'x86_64',
  arm64: 'aarch64',
};

/** This machine's. @throws on any other than the two that Docker Hub's users mostly have */
export async function nativeArchitecture(): Promise<Architecture> {
  const { stdout } = await execa('dpkg', ['--print-architecture']);
  if (stdout !== 'amd64' && stdout !== 'arm64') {
    throw new Error(`no base images are made for ${stdout}, only for amd64 and arm64`);
  }
  return stdout;
}

/** The other one: what an emulator has to run. */
export function foreignTo(native: Architecture): Architecture {
  return native === 'amd64' ? 'arm64' : 'amd64';
}
