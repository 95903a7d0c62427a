import { expect, test } from 'vitest';
import type { Command } from '../../process/command';
import type { RunCommand } from '../../process/run-command';
import { readCompressions, readNativePlatform } from './read-builder';

/** A client that prints a text, and the arguments it was called with. */
function printing(stdout: string) {
  const commands: Command[] = [];
  const run: RunCommand = async (command) => {
    commands.push(command);
    return { exitCode: 0, stdout, stderr: '' };
  };
  return { client: { run, cwd: '/workspace' }, commands };
}

test.each<[string, string | undefined]>([
  ['Name: x\nPlatforms:        linux/arm64, linux/amd64, linux/amd64/v2\n', 'linux/arm64'],
  ['Platforms: linux/arm64*, linux/amd64\n', 'linux/arm64'],
  ['Nodes:\nName: a\nPlatforms: linux/amd64\nName: b\nPlatforms: linux/arm64\n', 'linux/amd64'],
  ['Status: inactive\n', undefined],
  ['', undefined],
])('the platform of %j is that of the first node', async (stdout, expected) => {
  expect(await readNativePlatform(undefined, printing(stdout).client)).toBe(expected);
});

const LABEL = ' org.mobyproject.buildkit.worker.snapshotter: overlayfs\n';

test.each<[string, string, readonly string[]]>([
  ['Docker', 'Driver: docker\nPlatforms: linux/amd64\n', ['gzip']],
  [
    'Docker with containerd',
    `Driver: docker\nPlatforms: linux/amd64\nLabels:\n${LABEL}`,
    ['gzip', 'zstd'],
  ],
  ['an engine that does not answer', 'Driver: docker\n', ['gzip', 'zstd']],
  [
    'a container',
    'Driver:        docker-container\nPlatforms: linux/amd64\n',
    ['gzip', 'zstd', 'estargz'],
  ],
  ['nobody', '', ['gzip', 'zstd', 'estargz']],
])('%s compresses as its builder says', async (_, stdout, expected) => {
  expect(await readCompressions(undefined, printing(stdout).client)).toEqual(expected);
});

test.each([readNativePlatform, readCompressions])(
  '%o asks the builder that is named',
  async (ask) => {
    const { client, commands } = printing('');
    await ask('big', client);
    await ask(undefined, client);
    expect(commands.map(({ args }) => args.join(' '))).toEqual([
      'buildx inspect big',
      'buildx inspect',
    ]);
  },
);
