import { expect, test } from 'vitest';
import { buildTasksOf } from '../../../test-support/build-tasks-of';
import type { BuildImageSchema } from '../../executors/build-image/schema';
import type { RunCommand } from '../../process/run-command';
import { readCompressions } from './read-compressions';

/** What is read of builders, of which `old` is Docker without containerd, and which of them were asked. */
async function read(options: BuildImageSchema) {
  const asked: string[] = [];
  const run: RunCommand = async ({ command, args }) => {
    asked.push([command, ...args].join(' '));
    const driver = args.includes('old') ? 'docker' : 'docker-container';
    return { exitCode: 0, stdout: `Driver: ${driver}\nPlatforms: linux/amd64\n`, stderr: '' };
  };
  const compressions = await readCompressions(buildTasksOf(['api'], options), {
    ...{ workspaceRoot: '/workspace', run, abort: new AbortController().signal, environment: {} },
    ...{ recordsFolder: '/records', print: () => {}, wait: async () => {} },
  });
  return { compressions, asked };
}

const zstd = { compression: 'zstd', push: true } as const;

test.each<[string, BuildImageSchema]>([
  ['no task asks', { push: true }],
  ['it is what all do', { push: true, compression: 'gzip' }],
  ['nothing is pushed', { compression: 'zstd' }],
])('no builder is asked where %s', async (_, options) => {
  expect(await read(options)).toEqual({ compressions: undefined, asked: [] });
});

test('Docker is asked before it is given estargz, also where nothing is pushed', async () => {
  const options = { compression: 'estargz', builder: 'old' } as const;
  expect((await read(options)).compressions).toEqual(['gzip']);
});

test('of several builders each may have to push, so only what all of them do counts', async () => {
  expect(await read({ ...zstd, builder: 'new,old' })).toEqual({
    compressions: ['gzip'],
    asked: ['docker buildx inspect new', 'docker buildx inspect old'],
  });
  expect((await read(zstd)).compressions).toEqual(['gzip', 'zstd', 'estargz']);
});

test('podman is not asked: it has gzip alone', async () => {
  expect(await read({ ...zstd, engine: 'podman' })).toEqual({ compressions: ['gzip'], asked: [] });
});
