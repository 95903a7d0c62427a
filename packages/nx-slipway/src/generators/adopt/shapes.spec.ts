import { logger, type Tree } from '@nx/devkit';
import { expect, test, vi } from 'vitest';
import { textOf, treeWith } from '../../../test-support/generator-tree';
import { heardLog } from '../../../test-support/heard-log';
import { uvLockText } from '../../../test-support/uv-lock-text';
import type { Files } from '../../../test-support/workspace-files';
import adoptGenerator from './generator';

heardLog();

const NX_JSON = JSON.stringify({
  plugins: [{ plugin: 'nx-slipway', options: { namespace: 'acme' } }],
});

function project(name: string, python: string, more = ''): string {
  return `[project]\nname = "${name}"\nversion = "0.1.0"\nrequires-python = "${python}"\ndependencies = ["gunicorn"]\n${more}`;
}

/** A project of uv's without a build system, locked by itself. */
function application(dir: string, python: string, files: Files): Files {
  const name = dir.split('/').at(-1) ?? dir;
  const lock = uvLockText([
    { name, version: '0.1.0', folder: '.', needs: ['gunicorn'] },
    { name: 'gunicorn' },
  ]);
  return {
    [`${dir}/pyproject.toml`]: project(name, python),
    [`${dir}/uv.lock`]: lock,
    ...Object.fromEntries(Object.entries(files).map(([file, text]) => [`${dir}/${file}`, text])),
  };
}

const FLAT = `FROM python:3.13-slim-trixie
WORKDIR /srv
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-dev --no-install-project
COPY . .
CMD ["gunicorn", "-c", "gunicorn.conf.py", "contacts:create_app()"]
`;
const CODE = { 'contacts.py': '', 'db.py': '', 'gunicorn.conf.py': '' };

function refusal(tree: Tree, options: Parameters<typeof adoptGenerator>[1]): Promise<string> {
  return adoptGenerator(tree, options).then(
    () => 'not refused',
    (error: Error) => error.message,
  );
}

/** The new Dockerfile of an application with these files. */
async function adopted(files: Files): Promise<string> {
  const tree = treeWith({ 'nx.json': NX_JSON, ...application('src/contacts', '>=3.13', files) });
  await adoptGenerator(tree, { project: 'contacts' });
  return textOf(tree, 'src/contacts/adopted.Dockerfile');
}

test('an application of modules without a build system', async () => {
  const text = await adopted({ ...CODE, Dockerfile: FLAT });
  expect(text).toContain('COPY src/contacts/contacts.py /app/contacts.py\n');
  expect(text).toContain('COPY src/contacts/db.py /app/db.py\n');
  expect(text).toContain('COPY src/contacts/gunicorn.conf.py /files/app/gunicorn.conf.py\n');
  expect(text).toContain('WORKDIR /app\n');
  expect(text).not.toContain('install-projects src/contacts');
});

test('a file whose ending is no name of an option', async () => {
  const tree = treeWith({
    'nx.json': NX_JSON,
    ...application('src/contacts', '>=3.13', { ...CODE, 'Dockerfile.model_server': FLAT }),
  });
  await adoptGenerator(tree, { project: 'contacts' });
  expect(tree.exists('src/contacts/model-server-adopted.Dockerfile')).toBe(true);
});

test('a new stack needs the Python of its own project, to the patch release', async () => {
  const dockerfile = FLAT.replace('3.13-slim-trixie', '3.13.3-slim');
  const tree = treeWith({
    'nx.json': NX_JSON,
    ...application('old/batch', '==3.11.9', {}),
    ...application('src/contacts', '==3.13.3', { ...CODE, Dockerfile: dockerfile }),
  });
  await adoptGenerator(tree, { project: 'contacts' });
  expect(tree.exists('src/contacts/adopted.Dockerfile')).toBe(true);
});

test('a root of a workspace that uv does not build is refused with what to do', async () => {
  const root = project('shop', '>=3.13', '[tool.uv.workspace]\nmembers = ["packages/*"]\n');
  const files = {
    'nx.json': NX_JSON,
    'backend/pyproject.toml': root,
    'backend/uv.lock': '',
    'backend/Dockerfile': FLAT,
  };
  const message =
    /pyproject\.toml: shop is the root of a uv workspace that uv does not build.*\n {2}For an image/;
  expect(await refusal(treeWith(files), { project: 'backend' })).toMatch(message);
  const top = { 'nx.json': NX_JSON, 'pyproject.toml': root, 'uv.lock': '', Dockerfile: FLAT };
  expect(await refusal(treeWith(top), { project: '.' })).toMatch(message);
});

test('an argument without a value is named as what is missing', async () => {
  const dockerfile = `ARG VERSION=\nFROM python:$VERSION\n`;
  const tree = treeWith({
    'nx.json': NX_JSON,
    ...application('src/contacts', '>=3.13', { ...CODE, Dockerfile: dockerfile }),
  });
  expect(await refusal(tree, { project: 'contacts' })).toMatch(
    /\n {2}Give its build argument a default in the file, as `ARG NAME=value`/,
  );
});

test.each([
  'CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0"]',
  'CMD uvicorn app.main:app --host 0.0.0.0',
])(
  'a folder that is imported as a package without __init__.py keeps its name: %s',
  async (command) => {
    const code = { 'app/main.py': 'from app.routers import users\n', 'app/routers/users.py': '' };
    for (const copy of ['COPY . .', 'COPY app ./app', 'COPY app/ /srv/app/']) {
      const dockerfile = FLAT.replace(/COPY \. \.\n.*\n$/, `${copy}\n${command}\n`);
      const text = await adopted({ ...code, Dockerfile: dockerfile });
      expect(text).toContain('COPY src/contacts/app/ /app/app/\n');
      expect(text).toContain('app.main:app');
      expect(text).toContain('WORKDIR /app\n');
    }
  },
);

test('an application in the root takes no stack of the workspace with it', async () => {
  const lock = uvLockText([
    { name: 'contacts', version: '0.1.0', folder: '.', needs: ['gunicorn'] },
    { name: 'gunicorn' },
  ]);
  const own = { 'pyproject.toml': project('contacts', '>=3.13'), 'uv.lock': lock };
  const tree = treeWith({
    ...{ 'nx.json': NX_JSON, ...own, ...CODE, Dockerfile: FLAT, 'static/a.css': '' },
  });
  for (const force of [false, true]) {
    await adoptGenerator(tree, { project: 'contacts', dockerfile: 'Dockerfile', force });
    const text = textOf(tree, 'adopted.Dockerfile');
    expect(text).toContain('COPY static/ /files/app/static/\n');
    expect(text).not.toMatch(/COPY (?:images|nx\.json|package\.json)/);
  }
  expect(tree.exists('images/python/Dockerfile')).toBe(true);
});

const WEB = `FROM node:24 AS web
WORKDIR /web

COPY web/package.json ./

COPY web .
RUN make
`;

test('a stage of another language is carried over, also with blank lines, and left for one reason once', async () => {
  const dockerfile = `${WEB}\n${FLAT.replace('CMD', 'COPY --from=web /web/dist /srv/static\nCMD')}`;
  const text = await adopted({ ...CODE, 'web/package.json': '{}', Dockerfile: dockerfile });
  expect(text).toContain('WORKDIR /web\n\nCOPY src/contacts/web/package.json ./\n\n');
  expect(text).toContain('COPY --from=web /web/dist /app/static\n');
  const tree = treeWith({
    'nx.json': NX_JSON,
    ...application('src/contacts', '>=3.13', {
      ...CODE,
      Dockerfile: dockerfile.replace('COPY web .', 'COPY "web" .'),
    }),
  });
  const after = await adoptGenerator(tree, { project: 'contacts' });
  const warn = vi.mocked(logger.warn).mockClear();
  await after();
  const left = warn.mock.calls.filter(([text]) => String(text).includes('the stage web has paths'));
  expect(left).toHaveLength(1);
});

test('a file that nx-slipway builds no image from is not compared in silence', async () => {
  const files = application('src/contacts', '>=3.13', { ...CODE, 'docker/Dockerfile': FLAT });
  const tree = treeWith({ 'nx.json': NX_JSON, ...files });
  const options = { project: 'contacts', dockerfile: 'docker/Dockerfile', compare: true };
  const after = await adoptGenerator(tree, options, () => Promise.reject(new Error('not called')));
  await expect(Promise.resolve().then(after)).rejects.toThrow(
    /git mv src\/contacts\/docker\/Dockerfile src\/contacts\/hand\.Dockerfile/,
  );
});
