import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replaceFile } from '../machine/replace-file.ts';
import type { Run } from '../machine/run-step.ts';
import { readDebianMirrors } from './read-debian-mirrors.ts';

/** The suite whose programs are unpacked: its docker and its buildx are new enough to be worth testing against. */
export const programSuite = 'forky';

/** Fetches Debian packages of that suite and unpacks them into a folder; nothing is installed. */
export async function unpackPackages(
  packages: readonly string[],
  folder: string,
  run: Run,
): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'nx-slipway-apt-'));
  try {
    await download(packages, work, run);
    for (const deb of (await readdir(work)).filter((name) => name.endsWith('.deb'))) {
      await run('dpkg', ['-x', join(work, deb), folder]);
    }
  } finally {
    await rm(work, { recursive: true });
  }
}

async function download(packages: readonly string[], work: string, run: Run): Promise<void> {
  const { archive } = await readDebianMirrors(run);
  await mkdir(join(work, 'lists/partial'), { recursive: true });
  await replaceFile(join(work, 'sources.list'), sources(archive));
  const apt = aptInside(work);
  await run('apt-get', [...apt, 'update']);
  await run('apt-get', [...apt, 'download', ...packages], { cwd: work });
}

/** A rolling suite's Release file may be past its date; apt still checks its signature and every hash. */
function sources(archive: string): string {
  return `deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg check-valid-until=no] ${archive} ${programSuite} main\n`;
}

/** An apt of its own beside the host's: other sources, other lists, other cache. */
function aptInside(folder: string): readonly string[] {
  return [
    `Dir::Etc::SourceList=${folder}/sources.list`,
    'Dir::Etc::SourceParts=-',
    'Dir::Etc::PreferencesParts=-',
    `Dir::State::Lists=${folder}/lists`,
    `Dir::Cache=${folder}/apt-cache`,
    'APT::Sandbox::User=root',
    'Acquire::Languages=none',
    'Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false',
  ].flatMap((option) => ['-o', option]);
}
