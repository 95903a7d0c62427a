import { expect, test } from 'vitest';
import type { Command } from '../../process/command';
import type { RunCommand } from '../../process/run-command';
import type { BuilderNodes } from '../builder-nodes';
import { readCompressions, readNodes } from './read-builder';

/** A client that prints a text, and the arguments it was called with. */
function printing(stdout: string) {
  const commands: Command[] = [];
  const run: RunCommand = async (command) => {
    commands.push(command);
    return { exitCode: 0, stdout, stderr: '' };
  };
  return { client: { run, cwd: '/workspace' }, commands };
}

const NODE = 'Name: x\nEndpoint: unix:///x.sock\n';

test.each<[string, BuilderNodes]>([
  [
    `${NODE}Platforms:        linux/arm64, linux/amd64, linux/amd64/v2\n`,
    { platform: 'linux/arm64', count: 1 },
  ],
  [`${NODE}Platforms: linux/arm64*, linux/amd64\n`, { platform: 'linux/arm64', count: 1 }],
  [
    `Nodes:\n${NODE}Platforms: linux/amd64\n${NODE}Platforms: linux/arm64\n`,
    { platform: 'linux/amd64', count: 2 },
  ],
  [`${NODE}Status: inactive\n`, { count: 1 }],
  ['', { count: 0 }],
])('the platform of %j is that of the first node', async (stdout, expected) => {
  expect(await readNodes(undefined, printing(stdout).client)).toEqual(expected);
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

test.each([readNodes, readCompressions])('%o asks the builder that is named', async (ask) => {
  const { client, commands } = printing('');
  await ask('big', client);
  await ask(undefined, client);
  expect(commands.map(({ args }) => args.join(' '))).toEqual([
    'buildx inspect big',
    'buildx inspect',
  ]);
});
