import { type BuildReport, call } from './real-workspace';

/** What tests of two platforms build for. */
export const BOTH: readonly string[] = ['linux/amd64', 'linux/arm64'];

/** Each of them with what Python calls its machine. */
export const BOTH_MACHINES: readonly (readonly [platform: string, machine: string])[] = [
  ['linux/amd64', 'x86_64'],
  ['linux/arm64', 'aarch64'],
];

/** The engine's own platform, as long as it runs on this machine. */
export const NATIVE = `linux/${process.arch === 'x64' ? 'amd64' : process.arch}`;

/** The other one of them. */
export const FOREIGN = BOTH.find((each) => each !== NATIVE) ?? '';

/** What a run without them prints. */
export const UNTESTED = `THIS ENGINE DOES NOT RUN ${BOTH.join(' AND ')}: NOTHING IS TESTED ON TWO PLATFORMS.
As root on Debian: npm run engine -- up --emulate
Elsewhere: docker run --privileged --rm tonistiigi/binfmt --install all`;

/** Whether the engine runs programs of both; says it loudly where it does not. */
export async function canRunBoth(): Promise<boolean> {
  const offered = await call('docker', ['buildx', 'inspect']);
  const can = BOTH.every((platform) => offered.includes(platform));
  if (!can) console.error(UNTESTED);
  return can;
}

/** Runs a container of an image's platform to its end. */
export function runOn(
  platform: string,
  image: string,
  command: readonly string[] = [],
): Promise<string> {
  return call('docker', ['run', '--rm', `--platform=${platform}`, image, ...command]);
}

/** RUNs for another platform than the engine's own, without their mounts. */
export function emulatedRuns({ stepsRun }: Pick<BuildReport, 'stepsRun'>): readonly string[] {
  return stepsRun
    .filter(({ text, platform }) => text.startsWith('RUN ') && platform && platform !== NATIVE)
    .map(({ text }) => text.replace(/--mount=\S+\s+/g, '').replace(/\s+/g, ' '));
}

/** Layers of an image for a platform in the engine's store, the first one first. */
export async function layersOn(platform: string, image: string): Promise<readonly string[]> {
  const options = [`--platform=${platform}`, '--format={{json .RootFS.Layers}}'];
  return JSON.parse(await call('docker', ['image', 'inspect', ...options, image])) as string[];
}
