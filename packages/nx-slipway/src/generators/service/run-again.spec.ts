import { logger, type Tree } from '@nx/devkit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { adoptFiles } from '../../../test-support/adopt-files';
import { contentsOf, stackTree, textOf } from '../../../test-support/generator-tree';
import serviceGenerator from './generator';
import type { ServiceSchema } from './schema';

let said: string[] = [];
beforeEach(() => {
  for (const level of ['info', 'warn'] as const) {
    vi.spyOn(logger, level).mockImplementation((text: unknown) => void said.push(String(text)));
  }
});
afterEach(() => void vi.restoreAllMocks());

const FILE = 'services/api/Dockerfile';

/** What a run says once its files are written. */
async function run(tree: Tree, options: Partial<ServiceSchema>): Promise<string> {
  said = [];
  await (await serviceGenerator(tree, { name: 'api', ...options }))();
  return said.join('\n');
}

async function workspace(): Promise<Tree> {
  const files = Object.entries(adoptFiles({}));
  return await stackTree(
    // A server that serves FastAPI by itself.
    Object.fromEntries(files.map(([file, text]) => [file, text.replaceAll('gunicorn', 'uvicorn')])),
  );
}

test.each<Partial<ServiceSchema>>([
  { role: 'http' },
  { role: 'http', server: 'uvicorn', port: 8080 },
  { role: 'http', healthPath: '/docs', workdir: '/srv' },
  { role: 'http', module: 'api.app:app', extras: ['pg'], groups: ['worker'] },
  { role: 'http', apt: ['libpq5'], buildApt: ['libpq-dev'], uid: 10001 },
  { role: 'http', env: ['A=1 2', 'B=$HOME'], label: ['x=y'] },
  { role: 'http', sources: ['src'], files: ['alembic.ini'] },
  { role: 'http', layout: 'slim' },
  { role: 'http', layout: 'wheels' },
  { role: 'http', layout: 'multi-layered' },
  { command: 'fastapi --version' },
  { command: '["python", "-c", "print(\\"a b\\")"]', files: ['entrypoint.sh'] },
  { role: 'dramatiq', groups: ['worker'], module: 'api.app', image: 'worker' },
  { role: 'dev', groups: ['dev'] },
  { role: 'http', installer: 'pip' },
])('%j twice changes nothing the second time, and says so', async (options) => {
  const tree = await workspace();
  if (options.installer) tree.write('services/api/requirements.txt', 'fastapi==1\nuvicorn==1\n');
  await run(tree, options);
  const first = contentsOf(tree);
  expect(await run(tree, options)).toMatch(
    /Nothing to change: .*Dockerfile (has|have) what these options make\.$/,
  );
  expect(said.join('\n')).not.toMatch(/not changed|lost/);
  expect(contentsOf(tree)).toEqual(first);

  // So it is on a checkout with the line ends of Windows.
  for (const [file, text] of Object.entries(first)) {
    if (file.endsWith('Dockerfile')) tree.write(file, text.replaceAll('\n', '\r\n'));
  }
  const windows = contentsOf(tree);
  expect(await run(tree, options)).toContain('Nothing to change: ');
  expect(contentsOf(tree)).toEqual(windows);
});

test('another option is written, and what it changes is shown', async () => {
  const tree = await workspace();
  await run(tree, { role: 'http' });
  expect(await run(tree, { port: 9000 })).toMatch(
    /^Changes of services\/api\/Dockerfile:\n {4}- ENV PORT=8000\n {4}- EXPOSE 8000\n {4}\+ ENV PORT=9000\n {4}\+ EXPOSE 9000\n/,
  );
  expect(textOf(tree, FILE)).toContain('EXPOSE 9000\n');
});

test('an edited file stays as it is, with the lines in which it differs', async () => {
  const tree = await workspace();
  await run(tree, { role: 'http' });
  const edited = `${textOf(tree, FILE)}# Mine.\n`;
  tree.write(FILE, edited);
  expect(await run(tree, { role: 'http' })).toContain(
    `${FILE}: this file was not changed. A new one would differ from it:\n    - # Mine.\n  Keep it as it is, or overwrite it with --force; its lines with a - are then lost.`,
  );
  expect(textOf(tree, FILE)).toBe(edited);
  expect(await run(tree, { role: 'http', force: true })).toContain(
    `Changes of ${FILE}:\n    - # Mine.`,
  );
});

test('a file that was written before the lock has not been edited', async () => {
  const tree = await workspace();
  const lock = textOf(tree, 'uv.lock').replace(
    /(name = "uvicorn"\nversion = )"[^"]*"/,
    '$1"0.54.0"',
  );
  tree.delete('uv.lock');
  await serviceGenerator(tree, { name: 'api', role: 'http' });
  const unlocked = textOf(tree, FILE);
  tree.write('uv.lock', lock);
  expect(lock).toContain('"0.54.0"');
  const text = await run(tree, { role: 'http' });
  expect(text).toMatch(/^Changes of services\/api\/Dockerfile:\n {4}- CMD [\s\S]*\n {4}\+ CMD /);
  expect(text).not.toMatch(/not changed|lost/);
  expect(textOf(tree, FILE)).not.toBe(unlocked);
});
