import { call } from './real-workspace';

/** What tests of two platforms build for. */
export const BOTH: readonly string[] = ['linux/amd64', 'linux/arm64'];

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
