import { expect, test } from 'vitest';
import { dockerEngine } from '../../../engine/docker/docker-engine';
import type { ImageLinks } from '../../../images/upgrade/linked/image-links';
import type { Outcome } from '../../../process/run-command';
import type { KnownLinks } from '../../../workspace/cache/linked-images';
import { askLinks } from './ask-links';

const LINKS: ImageLinks = { machine: 'x86_64', linked: [] };
const PRINTED = { exitCode: 0, stdout: '{"machine": "x86_64"}\n', stderr: '' };

const DOWN = { why: expect.stringContaining('docker'), isDown: true };

/** What is known where the engine has some images, and what its containers were started from. */
async function ask(
  stored: readonly (string | object)[],
  container: Outcome,
  links?: KnownLinks,
): Promise<{ readonly known: object; readonly started: readonly string[] }> {
  const started: string[] = [];
  const images = stored.map((each) =>
    JSON.stringify(typeof each === 'string' ? { Id: `id-of-${each}`, RepoTags: [each] } : each),
  );
  const known = await askLinks(['acme/api', 'acme/worker'], {
    engine: dockerEngine,
    async run({ args }) {
      if (args[0] === 'image') return { exitCode: 0, stdout: images.join('\n'), stderr: '' };
      started.push(args.find((each) => /^(?:acme|id-of)/.test(each)) ?? '');
      return container;
    },
    ...(links && { links }),
  });
  return { known: Object.fromEntries(known), started };
}

test('images that are there are asked, and no other one', async () => {
  expect(await ask(['acme/api:latest', 'acme/old:latest'], PRINTED)).toEqual({
    known: { 'acme/api': LINKS },
    started: ['id-of-acme/api:latest'],
  });
});

test.each<[string, Outcome, object]>([
  [
    'does not have the images',
    { exitCode: 125, stdout: '', stderr: 'Error response from daemon: No such image: acme/api' },
    {},
  ],
  [
    'does not answer',
    { stdout: '', stderr: '', failure: 'spawn docker ENOENT' },
    { 'acme/api': DOWN, 'acme/worker': DOWN },
  ],
])('an engine that %s', async (_, container, known) => {
  expect(await ask([], container)).toEqual({ known, started: ['acme/api'] });
});

test.each([
  [{ exitCode: 3, stdout: '', stderr: 'Python was not found\n' }, 'Python was not found'],
  [
    { exitCode: 127, stdout: '', stderr: 'docker: Error response from daemon: x\n' },
    'a shell was not found',
  ],
  [{ exitCode: 1, stdout: '', stderr: 'x\nOSError: y\n' }, 'OSError: y'],
  [{ exitCode: 0, stdout: 'hello\n', stderr: '' }, 'the answer of a container could not be read'],
])('an image that says %j', async (container, why) => {
  const { known } = await ask(['acme/api:latest'], container);
  expect(known).toEqual({ 'acme/api': { why } });
});

/** Keeps what is known by contents. */
function kept(): KnownLinks & { readonly written: readonly string[] } {
  const written: string[] = [];
  return {
    written,
    read: (reference, contents) =>
      written.includes(`${reference} ${contents}`) ? LINKS : undefined,
    write: (reference, contents) => void written.push(`${reference} ${contents}`),
  };
}

test('an image that is known is not asked again', async () => {
  const links = kept();
  const first = await ask(['acme/api:latest'], PRINTED, links);
  const second = await ask(['acme/api:latest'], PRINTED, links);
  expect(second.known).toEqual(first.known);
  expect([first.started.length, second.started.length]).toEqual([1, 0]);
  expect(links.written).toHaveLength(1);
});

/** An image that says of itself what matters to a program in it, and what does not. */
function inspected(name: string, layers: readonly string[], config: object = {}): object {
  return {
    Id: `id-of-${name}`,
    RepoTags: [`acme/${name}:latest`],
    RootFS: { Layers: layers },
    Config: config,
  };
}

const LAYERS = ['sha256:1', 'sha256:2'];

test.each<[string, object, number]>([
  ['the same layers', inspected('worker', LAYERS), 1],
  [
    'another command, port and label',
    inspected('worker', LAYERS, {
      Cmd: ['worker'],
      ExposedPorts: { '80/tcp': {} },
      Labels: { a: 'b' },
    }),
    1,
  ],
  ['another layer', inspected('worker', ['sha256:1', 'sha256:3']), 2],
  ['another variable', inspected('worker', LAYERS, { Env: ['LD_LIBRARY_PATH=/x'] }), 2],
  ['layers that are unknown', inspected('worker', []), 2],
])('images with %s', async (_, worker, count) => {
  const links = kept();
  const both = [inspected('api', LAYERS), worker];
  const { known, started } = await ask(both, PRINTED, links);
  expect(known).toEqual({ 'acme/api': LINKS, 'acme/worker': LINKS });
  expect(started).toHaveLength(count);
  expect((await ask(both, PRINTED, links)).started).toEqual([]);
});

test('an image that is built again with another label and the same layers is known', async () => {
  const links = kept();
  await ask([inspected('api', LAYERS)], PRINTED, links);
  const again = { ...inspected('api', LAYERS, { Labels: { key: '2' } }), Id: 'id-of-another' };
  expect((await ask([again], PRINTED, links)).started).toEqual([]);
});

test('nothing is asked about nothing', async () => {
  const run = () => {
    throw new Error('the engine was asked');
  };
  expect(await askLinks([], { engine: dockerEngine, run })).toEqual(new Map());
});
