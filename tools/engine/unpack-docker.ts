import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EnginePlace } from './engine-place.ts';
import { makeOnce } from './make-once.ts';
import { readDebianMirrors } from './read-debian-mirrors.ts';
import { replaceFile } from './replace-file.ts';
import type { Run } from './run-step.ts';

/** The suite whose docker has an engine and a buildx new enough to be worth testing against. */
const suite = 'forky';
const packages = ['docker.io', 'docker-cli', 'docker-buildx', 'containerd', 'tini-static'];

/** Where the engine's programs stand: a `usr` tree that is unpacked, never installed. */
export const dockerRoot = (place: EnginePlace): string => join(place.cache, `docker-${suite}`);

/** Fetches and unpacks the engine once per machine. */
export const unpackDocker = (place: EnginePlace): Promise<void> =>
  makeOnce(place, 'unpack docker', dockerRoot(place), async (half, run) => {
    const work = await mkdtemp(join(tmpdir(), 'nx-slipway-apt-'));
    try {
      await download(work, run);
      for (const deb of (await readdir(work)).filter((name) => name.endsWith('.deb'))) {
        await run('dpkg', ['-x', join(work, deb), half]);
      }
    } finally {
      await rm(work, { recursive: true });
    }
  });

const download = async (work: string, run: Run): Promise<void> => {
  const { archive } = await readDebianMirrors(run);
  await mkdir(join(work, 'lists/partial'), { recursive: true });
  await replaceFile(join(work, 'sources.list'), sources(archive));
  const apt = aptInside(work);
  await run('apt-get', [...apt, 'update']);
  await run('apt-get', [...apt, 'download', ...packages], { cwd: work });
};

/** A rolling suite's Release file may be past its date; apt still checks its signature and every hash. */
const sources = (archive: string): string =>
  `deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg check-valid-until=no] ${archive} ${suite} main\n`;

/** An apt of its own beside the host's: other sources, other lists, other cache. */
const aptInside = (folder: string): readonly string[] =>
  [
    `Dir::Etc::SourceList=${folder}/sources.list`,
    'Dir::Etc::SourceParts=-',
    'Dir::Etc::PreferencesParts=-',
    `Dir::State::Lists=${folder}/lists`,
    `Dir::Cache=${folder}/apt-cache`,
    'APT::Sandbox::User=root',
    'Acquire::Languages=none',
    'Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false',
  ].flatMap((option) => ['-o', option]);
