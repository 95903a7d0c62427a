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
  stored: readonly string[],
  container: Outcome,
  links?: KnownLinks,
): Promise<{ readonly known: object; readonly started: readonly string[] }> {
  const started: string[] = [];
  const images = stored.map((tag) => JSON.stringify({ Id: `id-of-${tag}`, RepoTags: [tag] }));
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
  [{ exitCode: 3, stdout: '', stderr: 'it has no Python\n' }, 'it has no Python'],
  [
    { exitCode: 127, stdout: '', stderr: 'docker: Error response from daemon: x\n' },
    'it has no shell',
  ],
  [{ exitCode: 1, stdout: '', stderr: 'x\nOSError: y\n' }, 'OSError: y'],
  [{ exitCode: 0, stdout: 'hello\n', stderr: '' }, 'it does not say what it is linked with'],
])('an image that says %j', async (container, why) => {
  const { known } = await ask(['acme/api:latest'], container);
  expect(known).toEqual({ 'acme/api': { why } });
});

test('an image that is known is not asked again', async () => {
  const written: string[] = [];
  const links: KnownLinks = {
    read: (_, id) => (written.includes(id) ? LINKS : undefined),
    write: (_, id) => void written.push(id),
  };
  const first = await ask(['acme/api:latest'], PRINTED, links);
  const second = await ask(['acme/api:latest'], PRINTED, links);
  expect(second.known).toEqual(first.known);
  expect([first.started.length, second.started.length]).toEqual([1, 0]);
});

test('nothing is asked about nothing', async () => {
  const run = () => {
    throw new Error('the engine was asked');
  };
  expect(await askLinks([], { engine: dockerEngine, run })).toEqual(new Map());
});
