import { execa } from 'execa';
import type { Run } from '../machine/run-step.ts';
import { type DebianMirrors, parseDebianMirrors } from './debian-mirrors.ts';

/** Asks apt for its Debian archives; fetches apt's lists first on a machine that has none, as in a fresh image. */
export async function readDebianMirrors(run: Run): Promise<DebianMirrors> {
  const override = process.env.NX_SLIPWAY_DEBIAN_MIRROR;
  try {
    return parseDebianMirrors(await indexTargets(), override);
  } catch {
    await run('apt-get', ['update']);
    return parseDebianMirrors(await indexTargets(), override);
  }
}

async function indexTargets(): Promise<string> {
  return (await execa('apt-get', ['indextargets'])).stdout;
}
