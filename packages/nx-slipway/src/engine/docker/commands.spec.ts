import { expect, test } from 'vitest';
import { formatCommand } from '../../process/format-command';
import type { Outcome, RunCommand } from '../../process/run-command';
import { bakeCommand } from './bake-command';
import { dockerEngine } from './docker-engine';
import { readImageSizes } from './read-image-sizes';

const call = {
  workspaceRoot: '/workspace',
  runFolder: '/run-folder',
  targets: ['api', 'worker'],
  allowRead: ['/certs/ca.pem', '/run-folder'],
  cacheFolders: [],
};

test('bake reads one file, may read what the plan names, and builds what is asked for', () => {
  expect(bakeCommand(call, {})).toEqual({
    command: 'docker',
    args: [
      'buildx',
      'bake',
      '--file=/run-folder/bake.json',
      '--progress=rawjson',
      '--allow=fs.read=/certs/ca.pem',
      '--allow=fs.read=/run-folder',
      'api',
      'worker',
    ],
    cwd: '/workspace',
    env: { BUILDX_METADATA_PROVENANCE: 'disabled', OTEL_TRACES_SAMPLER: 'always_off' },
  });
  expect(bakeCommand({ ...call, builder: 'big' }).args[2]).toBe('--builder=big');
});

test.each([
  [['a', 'b=c', '/d/e.f'], 'run a b=c /d/e.f'],
  [['a b', '$x', ''], "run 'a b' '$x' ''"],
  [["it's"], "run 'it'\\''s'"],
])('%j can be typed as %s', (args, expected) => {
  expect(formatCommand({ command: 'run', args, cwd: '/' })).toBe(expected);
});

/** An engine with one answer. */
function answering(outcome: Partial<Outcome>): RunCommand {
  return async () => ({ stdout: '', stderr: '', ...outcome });
}

test('sizes are asked for once, and images that are not there have none', async () => {
  const asked: (readonly string[])[] = [];
  const run: RunCommand = async ({ args }) => {
    asked.push(args.slice(3));
    return {
      exitCode: 0,
      stdout:
        'acme/api:latest 211MB\nregistry.example:5000/acme/worker:1 98.2MB\n<none>:<none> 1B\n',
      stderr: '',
    };
  };
  const references = ['acme/api', 'registry.example:5000/acme/worker:1', 'acme/gone'];
  expect([...(await readImageSizes(references, { run, cwd: '/' }))]).toEqual([
    ['acme/api', '211MB'],
    ['registry.example:5000/acme/worker:1', '98.2MB'],
  ]);
  expect(asked).toEqual([references.map((reference) => `--filter=reference=${reference}`)]);
  expect(await readImageSizes([], { run, cwd: '/' })).toEqual(new Map());
  expect(asked).toHaveLength(1);
});

test.each<[Partial<Outcome>, unknown]>([
  [{ exitCode: 0, stdout: '{"8000/tcp":{},"53/udp":{}}\n' }, { ports: ['53/udp', '8000/tcp'] }],
  [{ exitCode: 0, stdout: 'null\n' }, { ports: [] }],
  [
    { exitCode: 1, stderr: 'Error response from daemon: No such image: acme/api' },
    { problem: { kind: 'image-not-loaded', reference: 'acme/api' } },
  ],
  [{ failure: 'spawn docker ENOENT' }, { problem: { kind: 'engine-missing' } }],
])('ports of an image: %j', async (outcome, expected) => {
  const found = await dockerEngine.readExposedPorts('acme/api', {
    run: answering(outcome),
    cwd: '/',
  });
  expect(found).toEqual(expected);
});
