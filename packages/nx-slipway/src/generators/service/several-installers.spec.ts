import { logger } from '@nx/devkit';
import { expect, onTestFinished, test, vi } from 'vitest';
import { contentsOf, stackTree, textOf } from '../../../test-support/generator-tree';
import serviceGenerator from './generator';

const REQUIREMENTS = 'images/python/builder-requirements.txt';

test.each([
  ['mail', 'poetry'],
  ['jobs', 'pip'],
] as const)('a new project %s of %s', async (name, installer) => {
  const tree = await stackTree();
  const before = contentsOf(tree);
  const options = { name, role: 'dramatiq' as const, installer };
  await serviceGenerator(tree, options);
  const first = contentsOf(tree);
  const written = Object.entries(first).filter(
    ([file]) => !file.endsWith('.py') && !(file in before),
  );
  const all = written.map(([file, content]) => `===== ${file}\n${content}`).join('');
  await expect(all).toMatchFileSnapshot(`__snapshots__/${name}.txt`);
  expect(tree.exists('pyproject.toml')).toBe(false);

  await serviceGenerator(tree, options);
  expect(contentsOf(tree)).toEqual(first);
});

test('base-builder gains the installer and the build backend, and keeps what it has', async () => {
  const tree = await stackTree();
  const before = `${textOf(tree, REQUIREMENTS)}# ours\n`;
  tree.write(REQUIREMENTS, before);
  await serviceGenerator(tree, { name: 'mail', role: 'http', installer: 'poetry' });
  expect(textOf(tree, REQUIREMENTS)).toBe(`${before}poetry==2.5.1\npoetry-core==2.5.0\n`);
});

test('a further project has the installer of those that are there', async () => {
  const tree = await stackTree();
  await serviceGenerator(tree, { name: 'mail', role: 'http', installer: 'poetry' });
  await serviceGenerator(tree, { name: 'news', role: 'http' });
  expect(textOf(tree, 'services/news/Dockerfile')).toContain(' poetry install ');
  await serviceGenerator(tree, { name: 'api', role: 'http', installer: 'uv' });
  await serviceGenerator(tree, { name: 'web', role: 'http' });
  expect(textOf(tree, 'services/web/Dockerfile')).toContain(' uv sync ');
});

test('a Poetry project stays out of a uv workspace whose glob covers it', async () => {
  const tree = await stackTree({
    'pyproject.toml': '# ours\n[tool.uv.workspace]\nmembers = ["services/*"] # all\n',
  });
  await serviceGenerator(tree, { name: 'mail', role: 'http', installer: 'poetry' });
  expect(textOf(tree, 'pyproject.toml')).toBe(
    '# ours\n[tool.uv.workspace]\nmembers = ["services/*"] # all\nexclude = ["services/mail"]\n',
  );
});

const CLAIMED = {
  'services/mail/pyproject.toml':
    '[project]\nname = "mail"\ndependencies = ["uvicorn"]\n[build-system]\nrequires = ["hatchling"]\n',
  'services/mail/poetry.lock': '',
  'services/mail/requirements.txt': `uvicorn==0.54.0 --hash=sha256:${'a'.repeat(64)}\n`,
  'services/mail/src/mail/app.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
};

test('a project that two installers claim is asked about, and nothing is written', async () => {
  const tree = await stackTree(CLAIMED);
  const before = contentsOf(tree);
  await expect(serviceGenerator(tree, { name: 'mail', role: 'http' })).rejects.toThrow(
    'services/mail/pyproject.toml: mail has the lock files of several installers: services/mail/poetry.lock and services/mail/requirements.txt\n  Add --installer=poetry or --installer=pip to this command.',
  );
  expect(contentsOf(tree)).toEqual(before);
});

test.each([
  ['poetry.lock', '', ' poetry install '],
  ['requirements.txt', `uvicorn==0.54.0 --hash=sha256:${'a'.repeat(64)}\n`, ' pip --python '],
])(
  'a project that its own %s locks and the uv workspace does not leaves the workspace',
  async (lock, text, step) => {
    const warn = vi.spyOn(logger, 'warn').mockImplementation(() => {});
    onTestFinished(() => warn.mockRestore());
    const tree = await stackTree({
      'pyproject.toml': '[tool.uv.workspace]\nmembers = ["services/*"]\n',
      'uv.lock': '[[package]]\nname = "api"\nsource = { editable = "services/api" }\n',
      'services/mail/pyproject.toml': CLAIMED['services/mail/pyproject.toml'],
      'services/mail/src/mail/app.py': CLAIMED['services/mail/src/mail/app.py'],
      [`services/mail/${lock}`]: text,
    });
    const options = { name: 'mail', role: 'http' as const };
    const finish = await serviceGenerator(tree, options);
    expect(textOf(tree, 'services/mail/Dockerfile')).toContain(step);
    expect(textOf(tree, 'pyproject.toml')).toBe(
      '[tool.uv.workspace]\nmembers = ["services/*"]\nexclude = ["services/mail"]\n',
    );
    await finish();
    expect(warn.mock.calls.flat().join('\n')).toContain(
      `pyproject.toml: services/mail is no longer a member of this uv workspace, because services/mail/${lock} locks it`,
    );
    const first = contentsOf(tree);
    await serviceGenerator(tree, options);
    expect(contentsOf(tree)).toEqual(first);
  },
);

test('the answer stands in the Dockerfile from then on', async () => {
  const tree = await stackTree(CLAIMED);
  await serviceGenerator(tree, { name: 'mail', role: 'http', installer: 'pip' });
  const first = contentsOf(tree);
  expect(first['services/mail/Dockerfile']).toContain(' pip --python ');
  await serviceGenerator(tree, { name: 'mail', role: 'http' });
  expect(contentsOf(tree)).toEqual(first);
});

test('a group that pip installs is a file, which other files may belong to', async () => {
  const tree = await stackTree({
    'services/shop/pyproject.toml':
      '[project]\nname = "shop"\n[project.scripts]\nshop = "shop:main"\n[build-system]\nrequires = ["hatchling"]\n',
    'services/shop/requirements.txt': '-c ../../constraints.txt\n',
    'services/shop/requirements-worker.txt': '-r more/base.txt\n',
    'services/shop/more/base.txt': '',
    'constraints.txt': '',
  });
  const shop = { name: 'shop', command: 'shop' };
  await expect(serviceGenerator(tree, { ...shop, groups: ['web'] })).rejects.toThrow(
    'Write one of what services/shop has: worker',
  );
  await serviceGenerator(tree, { ...shop, groups: ['worker'] });
  const dockerfile = textOf(tree, 'services/shop/Dockerfile');
  expect(dockerfile).toContain(
    [
      'COPY constraints.txt /',
      'COPY services/shop/requirements-worker.txt services/shop/requirements.txt /services/shop/',
      'COPY services/shop/more/base.txt /services/shop/more/\n',
    ].join('\n'),
  );
  expect(dockerfile).toContain(
    ' --requirement requirements.txt --requirement requirements-worker.txt \\\n',
  );
  expect(textOf(tree, 'services/shop/Dockerfile.dockerignore')).toContain('\n!constraints.txt\n');
});

test.each([
  ['requirements/prod.txt', 'Write `-r requirements/prod.txt` into tools/solo/requirements.txt'],
  ['pdm.lock', 'Export it as requirements.txt with hashes'],
])('a project that is locked by %s is not locked anew unasked', async (file, words) => {
  const tree = await stackTree({
    'tools/solo/pyproject.toml':
      '[project]\nname = "solo"\n[build-system]\nrequires = ["hatchling"]\n',
    [`tools/solo/${file}`]: 'six==1.17.0\n',
  });
  const options = { name: 'solo', role: 'command' as const, command: '["solo"]' };
  await expect(serviceGenerator(tree, options)).rejects.toThrow(words);
  expect(tree.exists('tools/solo/Dockerfile')).toBe(false);
  await serviceGenerator(tree, { ...options, installer: 'uv' });
  expect(textOf(tree, 'tools/solo/Dockerfile')).toContain('uv sync ');
});
