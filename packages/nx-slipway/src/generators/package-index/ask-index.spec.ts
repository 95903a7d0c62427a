import { expect, test } from 'vitest';
import { askIndex, type IndexChoice } from './ask-index';

const MAIN = 'https://index.example/simple';
const OWN = 'https://own.example/simple';

/** Asks, with what each index answers by its host. */
async function ask(
  projects: Parameters<typeof askIndex>[0],
  answers: Readonly<Record<string, (name: string) => Response>>,
  more: Partial<IndexChoice> = {},
) {
  const pages: string[] = [];
  const found = await askIndex(projects, {
    defaultIndex: MAIN,
    addressOf: (index) => index,
    async fetchPage(address) {
      pages.push(address);
      const { host, pathname } = new URL(address);
      return answers[host]?.(pathname.split('/')[2] ?? '') ?? new Response('', { status: 404 });
    },
    ...more,
  });
  return { pages: pages.sort(), found: Object.fromEntries(found) };
}

function page(name: string) {
  return new Response(`<a href="x">${name}-1.tar.gz</a>`);
}

test('each project is asked for once, of the index that its lock names', async () => {
  const { pages, found } = await ask([{ name: 'x' }, { name: 'y', index: OWN }, { name: 'x' }], {
    'index.example': page,
    'own.example': page,
  });
  expect(pages).toEqual([`${MAIN}/x/`, `${OWN}/y/`]);
  expect(found).toEqual({
    'x ': { files: [{ name: 'x-1.tar.gz', hashes: [], url: `${MAIN}/x/x` }] },
    [`y ${OWN}`]: { files: [{ name: 'y-1.tar.gz', hashes: [], url: `${OWN}/y/x` }] },
  });
});

test('an index that is down is asked once, and the other one nevertheless', async () => {
  const names = Array.from({ length: 40 }, (_, number) => ({ name: `x${number}` }));
  const { pages, found } = await ask([...names, { name: 'y', index: OWN }], {
    'index.example': () => new Response('', { status: 503 }),
    'own.example': page,
  });
  // As many as are under way when the first answer comes.
  expect(pages.filter((each) => each.startsWith(MAIN)).length).toBeLessThanOrEqual(8);
  expect(found['x39 ']).toMatchObject({ why: expect.stringContaining('503'), isDown: true });
  expect(found[`y ${OWN}`]).toHaveProperty('files');
});

test('an index in a folder, and none at all', async () => {
  const { pages, found } = await ask(
    [{ name: 'x' }, { name: 'y', index: 'wheels' }],
    {},
    { defaultIndex: undefined },
  );
  expect(pages).toEqual([]);
  expect(found).toEqual({
    'x ': { why: expect.stringContaining('no lock file names a package index') },
    'y wheels': { why: expect.stringContaining('no package index on the network') },
  });
});
