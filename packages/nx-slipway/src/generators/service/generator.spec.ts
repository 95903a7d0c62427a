import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { expect, test } from 'vitest';
import { contentsOf, stackTree, textOf } from '../../../test-support/generator-tree';
import { findStage } from '../../dockerfile/find-stage';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { contextPaths, readTarget } from '../../dockerfile/read-target';
import stackGenerator from '../stack/generator';
import serviceGenerator from './generator';

const HATCHLING = '[build-system]\nrequires = ["hatchling"]\n';

/** An existing project with a library, an extra and a console script. */
const BILLING = {
  'pyproject.toml': '# ours\n[tool.uv.workspace]\nmembers = ["services/*", "libs/*"] # all\n',
  'libs/money/pyproject.toml':
    '[project]\nname = "money"\nversion = "1"\n[build-system]\nrequires = ["hatchling"]\n',
  'services/billing/pyproject.toml': [
    '[project]',
    'name = "Billing"',
    'version = "1"',
    'requires-python = ">=3.12"',
    'dependencies = ["fastapi", "gunicorn", "money", "uvicorn-worker", "uvicorn"]',
    'optional-dependencies = { pdf = ["weasyprint"] }',
    'scripts = { bill = "billing.cli:main" }',
    '[tool.uv.sources]',
    'money = { workspace = true }',
    '[build-system]',
    'requires = ["hatchling"]',
    '',
  ].join('\n'),
  'services/billing/src/billing/main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
};

test.each([
  ['api', { role: 'http' as const }],
  ['worker', { role: 'dramatiq' as const }],
  ['mailer', { role: 'dramatiq' as const, broker: 'rabbitmq' as const }],
])('a new project %s', async (name, options) => {
  const tree = await stackTree();
  const before = contentsOf(tree);
  await serviceGenerator(tree, { name, ...options });
  const written = Object.entries(contentsOf(tree)).filter(([file]) => !(file in before));
  const all = written.map(([file, content]) => `===== ${file}\n${content}`).join('');
  await expect(all).toMatchFileSnapshot(`__snapshots__/${name}.txt`);
});

test('a project that is there gets a Dockerfile and nothing else', async () => {
  const tree = await stackTree(BILLING);
  const before = contentsOf(tree);
  await serviceGenerator(tree, {
    name: 'services/billing',
    role: 'http',
    server: 'uvicorn',
    port: 8080,
    apt: ['libpango-1.0-0'],
    buildApt: ['libpango1.0-dev', 'gcc'],
    extras: ['PDF'],
  });
  const {
    'services/billing/Dockerfile': dockerfile,
    'services/billing/Dockerfile.dockerignore': ignore,
    ...rest
  } = contentsOf(tree);
  expect(rest).toEqual(before);
  await expect(dockerfile).toMatchFileSnapshot('__snapshots__/billing.Dockerfile');
  expect(ignore?.split('\n').filter((line) => line.startsWith('!'))).toEqual([
    '!libs/money',
    '!pyproject.toml',
    '!services/billing',
    '!uv.lock',
  ]);
});

test.each([
  ['its name', 'billing', {}, 'CMD ["gunicorn", "billing.main:app",'],
  ['an application', 'billing', { module: 'billing.web' }, 'CMD ["gunicorn", "billing.web:app",'],
  ['its only script', 'billing', { role: 'command' as const }, 'CMD ["bill"]'],
  ['a script', 'billing', { command: 'bill --all' }, 'CMD ["bill", "--all"]'],
  ['a list', 'billing', { command: '["python", "-m", "x"]' }, 'CMD ["python", "-m", "x"]'],
])('a project that is there, by %s', async (_, name, options, command) => {
  const tree = await stackTree(BILLING);
  const role = 'command' in options ? undefined : ('http' as const);
  await serviceGenerator(tree, { name, ...(role && { role }), ...options });
  expect(textOf(tree, 'services/billing/Dockerfile')).toContain(`\n${command}`);
});

/** A project whose folder, distribution and packages have names of their own. */
const ORDERS = {
  'services/orders/pyproject.toml': [
    '[project]',
    'name = "acme-shop-orders"',
    'version = "1"',
    'dependencies = ["fastapi", "uvicorn"]',
    '[build-system]',
    'requires = ["hatchling"]',
    '[tool.hatch.build.targets.wheel]',
    'packages = ["code/ordering"]',
    '',
  ].join('\n'),
  'services/orders/code/ordering/__init__.py': '',
};
const ORDERS_APP = 'from fastapi import FastAPI\n\napp = FastAPI()\n';

test.each(['orders', 'services/orders', 'acme-shop-orders'])(
  'a project is found as %s, and what it serves in the package that it builds',
  async (name) => {
    const tree = await stackTree({ ...ORDERS, 'services/orders/code/ordering/web.py': ORDERS_APP });
    await serviceGenerator(tree, { name, role: 'http' });
    expect(textOf(tree, 'services/orders/Dockerfile')).toContain(' ordering.web:app ');
  },
);

test.each([
  ['services/orders/main.py', /orders\/main\.py: the image installs the wheel .* does not hold/],
  ['services/orders/README.md', /no application object was found.*\n.*--module=ordering\.app:app/],
])('an application in %s is not in the wheel', async (file, message) => {
  const tree = await stackTree({ ...ORDERS, [file]: ORDERS_APP });
  await expect(serviceGenerator(tree, { name: 'orders', role: 'http' })).rejects.toThrow(message);
});

test('a project whose version comes from git takes it as an argument', async () => {
  const tree = await stackTree({
    'tools/solo/pyproject.toml':
      '[project]\nname = "solo"\ndynamic = ["version"]\n[build-system]\nrequires = ["hatchling", "hatch-vcs"]\n',
  });
  await serviceGenerator(tree, { name: 'solo', role: 'command', command: '["solo"]' });
  expect(textOf(tree, 'tools/solo/Dockerfile')).toContain(
    [
      'COPY tools/solo/ tools/solo/',
      "# nx-slipway gives it the version that git's tags name.",
      'ARG VERSION=0.0.0',
      'RUN --network=none install-projects tools/solo/pyproject.toml',
      '',
    ].join('\n'),
  );
});

test('a project with a lock of its own installs from that', async () => {
  const tree = await stackTree({
    'tools/solo/pyproject.toml':
      '[project]\nname = "solo"\n[build-system]\nrequires = ["hatchling"]\n',
  });
  await serviceGenerator(tree, { name: 'solo', role: 'command', command: '["solo"]' });
  expect(textOf(tree, 'tools/solo/Dockerfile')).toContain(
    'COPY tools/solo/pyproject.toml tools/solo/uv.lock /\n',
  );
});

test('a new member is added to a workspace that does not cover it, and to no other', async () => {
  const tree = await stackTree(BILLING);
  await serviceGenerator(tree, { name: 'api', role: 'http' });
  expect(textOf(tree, 'pyproject.toml')).toBe(BILLING['pyproject.toml']);
  await serviceGenerator(tree, { name: 'jobs', role: 'dramatiq', directory: 'apps/jobs' });
  expect(textOf(tree, 'pyproject.toml')).toBe(
    '# ours\n[tool.uv.workspace]\nmembers = ["services/*", "libs/*", "apps/jobs"] # all\n',
  );
});

test('run twice there is no difference', async () => {
  const tree = await stackTree();
  const options = { name: 'api', role: 'http' as const, processes: 3 };
  await serviceGenerator(tree, options);
  const first = contentsOf(tree);
  await serviceGenerator(tree, options);
  expect(contentsOf(tree)).toEqual(first);
});

test('what the user changed stays; --force writes the Dockerfile anew and keeps the rest', async () => {
  const tree = await stackTree();
  await serviceGenerator(tree, { name: 'api', role: 'http' });
  const generated = contentsOf(tree);
  const edits = {
    'services/api/Dockerfile': `${generated['services/api/Dockerfile']}STOPSIGNAL SIGINT\n`,
    'services/api/Dockerfile.dockerignore': `${generated['services/api/Dockerfile.dockerignore']}!docs\n`,
    'services/api/src/api/app.py': 'app = FastAPI()\n',
    'services/api/pyproject.toml': `${generated['services/api/pyproject.toml']}# mine\n`,
  };
  for (const [file, content] of Object.entries(edits)) tree.write(file, content);
  await serviceGenerator(tree, { name: 'api', role: 'http' });
  expect(contentsOf(tree)).toEqual({ ...generated, ...edits });
  await serviceGenerator(tree, { name: 'api', role: 'http', force: true });
  const dockerfile = 'services/api/Dockerfile';
  expect(contentsOf(tree)).toEqual({ ...generated, ...edits, [dockerfile]: generated[dockerfile] });
});

test.each<[Parameters<typeof serviceGenerator>[1], RegExp]>([
  [{ name: 'api' }, /the role of the image of api is not set/],
  [{ name: '@acme/api', role: 'http' }, /a Python package has no npm scope\n.*service api$/],
  [{ name: 'Über Api', role: 'http' }, /Name it uber-api/],
  [{ name: '2fa', role: 'http' }, /starts with a letter/],
  [
    { name: 'http', role: 'http' },
    /module of Python's standard library has that name.*\n.*http-service/,
  ],
  [{ name: 'class', role: 'http' }, /the word is reserved in Python/],
  [{ name: 'tests', role: 'http' }, /tests-service/],
  [{ name: 'redis', role: 'dramatiq' }, /one of its dependencies has that name/],
  [{ name: 'python', role: 'http' }, /images\/python has no pyproject\.toml/],
  [{ name: 'services/new', role: 'http' }, /it is a path\n.*service new --directory=services\/new/],
  [{ name: 'web', role: 'http', directory: 'apps/web' }, /apps\/web has no pyproject\.toml/],
  [{ name: 'apps/wbe', role: 'http' }, /"apps\/wbe" cannot be the name of a service/],
  [{ name: 'billig', role: 'http' }, /project billig not found\n.*Did you mean billing\?/],
  [{ name: 'services/biling', role: 'http' }, /Did you mean services\/billing\?/],
  [{ name: 'bill', command: 'x' }, /the role command has no template/],
  [{ name: 'tools', role: 'http', directory: 'tools' }, /defines no Python project/],
  [{ name: 'broken', role: 'http' }, /services\/broken\/pyproject\.toml:1:\d+: invalid TOML/],
  [{ name: 'api', role: 'http', directory: '/srv/api' }, /not the path of a folder below/],
  [
    { name: 'billing', role: 'http', directory: 'services/x' },
    /the name billing is already used by another project/,
  ],
  [{ name: 'api', role: 'http', stack: 'pyhton' }, /unknown stack pyhton\n.*python/],
  [{ name: 'api', role: 'http', port: 99999 }, /invalid value "99999" for --port/],
  [{ name: 'api', role: 'http', processes: 0 }, /invalid value "0" for --processes/],
  [{ name: 'api', role: 'http', broker: 'redis' }, /--broker is not supported for role http/],
  [{ name: 'api', role: 'http', threads: 4 }, /--threads is not supported for an ASGI server/],
  [{ name: 'api', role: 'command' }, /the role command has no template/],
  [{ name: 'api', role: 'http', apt: ['Bad Name'] }, /invalid value "Bad Name" for --apt/],
  [
    { name: 'billing', role: 'dramatiq' },
    /no module with actors was found.*\n.*--module=billing\.actors/,
  ],
  [{ name: 'jobs', role: 'dramatiq', queues: ['mail', '2fast'] }, /"2fast" for --queues/],
  [{ name: 'api', role: 'http', queues: ['mail'] }, /--queues is not supported for role http/],
  [{ name: 'billing', role: 'http', module: 'a b' }, /invalid value "a b" for --module/],
  [{ name: 'billing', command: 'pay' }, /pay is not a console script.*\n.*bill,/],
  [{ name: 'billing', command: '["a", 1]' }, /invalid value .* for --command/],
  [{ name: 'billing', role: 'http', extras: ['xls'] }, /invalid value "xls" for --extras\n.*: pdf/],
  [{ name: 'billing', role: 'http', groups: ['dev'] }, /has no groups/],
])('%j is refused in prose, and nothing is written', async (options, message) => {
  const tree = await stackTree({
    ...BILLING,
    'apps/web/index.html': '',
    'tools/pyproject.toml': '[tool.ruff]\n',
    'services/broken/pyproject.toml': 'name = \n',
  });
  const before = contentsOf(tree);
  await expect(serviceGenerator(tree, options)).rejects.toThrow(message);
  expect(contentsOf(tree)).toEqual(before);
});

test.each(['pyproject.toml', 'libs/money/pyproject.toml'])(
  'nothing is written while %s is broken',
  async (file) => {
    const tree = await stackTree({ ...BILLING, [file]: 'x =\n' });
    const before = contentsOf(tree);
    const generated = serviceGenerator(tree, { name: 'billing', role: 'http' });
    await expect(generated).rejects.toThrow(/pyproject\.toml/);
    expect(contentsOf(tree)).toEqual(before);
  },
);

test('without a stack, or with several, there is nothing to start from', async () => {
  const api = { name: 'api', role: 'http' as const };
  const empty = createTreeWithEmptyWorkspace();
  await expect(serviceGenerator(empty, api)).rejects.toThrow(/has no stack/);
  const tree = await stackTree();
  await stackGenerator(tree, { name: 'legacy', python: '3.11' });
  await expect(serviceGenerator(tree, api)).rejects.toThrow(/several stacks: legacy, python/);
  await serviceGenerator(tree, { ...api, stack: 'legacy' });
  expect(textOf(tree, 'services/api/Dockerfile')).toContain(
    'FROM proj/legacy-base AS legacy-base\n',
  );
  expect(textOf(tree, 'services/api/pyproject.toml')).toContain('requires-python = ">=3.11"\n');
});

test('a stack whose Python a project refuses is told with the line', async () => {
  const tree = await stackTree(BILLING);
  tree.write(
    'images/python/Dockerfile',
    textOf(tree, 'images/python/Dockerfile').replace('python:3.13', 'python:3.11'),
  );
  await expect(serviceGenerator(tree, { name: 'billing', role: 'http' })).rejects.toThrow(
    /services\/billing\/pyproject\.toml:4:1: requires-python is `>=3\.12`, which Python 3\.11/,
  );
});

test('groups that uv installs by default are in the image, and it is said', async () => {
  const tree = await stackTree({
    'tools/solo/pyproject.toml': [
      '[project]\nname = "solo"',
      '[dependency-groups]\nserve = ["six"]\ndev = ["pytest"]\ngpu = ["six"]',
      '[tool.uv]\ndefault-groups = ["dev", "serve"]',
      '[build-system]\nrequires = ["hatchling"]\n',
    ].join('\n'),
  });
  await serviceGenerator(tree, { name: 'solo', command: '["solo"]', groups: ['gpu'] });
  expect(textOf(tree, 'tools/solo/Dockerfile')).toContain(
    '--package solo --group gpu --group serve\n',
  );
});

test('a folder with a blank is quoted wherever it is written', async () => {
  const tree = await stackTree({
    'tools/my api/pyproject.toml':
      '[project]\nname = "solo"\n[build-system]\nrequires = ["hatchling"]\n',
  });
  await serviceGenerator(tree, { name: 'solo', role: 'command', command: '["solo"]' });
  const text = textOf(tree, 'tools/my api/Dockerfile');
  const { dockerfile, problems } = parseDockerfile(text, 'tools/my api/Dockerfile');
  expect(problems).toEqual([]);
  const named = text.split('\n').filter((line) => line.includes('my api'));
  expect(named).toEqual([
    "# `docker build -f 'tools/my api/Dockerfile' .` in the workspace root, once the stack's images are there.",
    'COPY ["tools/my api/pyproject.toml", "tools/my api/uv.lock", "/"]',
    "    find . -mindepth 2 -name pyproject.toml -not -path './tools/my api/*' -exec install-projects {} +",
    'COPY ["tools/my api/", "tools/my api/"]',
    "RUN --network=none install-projects 'tools/my api/pyproject.toml'",
  ]);
  const application = findStage(dockerfile, 'application');
  expect(application && contextPaths(readTarget(dockerfile, application))).toEqual([
    'tools/my api',
  ]);
});

test.each([
  ['a[b]', HATCHLING, 'has characters that are patterns'],
  ['app', '', 'app has no [build-system]'],
])('a project in %s is refused: %s %s', async (folder, more, words) => {
  const tree = await stackTree({
    [`tools/${folder}/pyproject.toml`]: `[project]\nname = "app"\n${more}`,
  });
  const before = contentsOf(tree);
  const options = { name: 'app', role: 'command' as const, command: '["app"]' };
  await expect(serviceGenerator(tree, options)).rejects.toThrow(words);
  expect(contentsOf(tree)).toEqual(before);
});

test('setuptools joins the builder for a library that names no build backend', async () => {
  const tree = await stackTree({
    ...BILLING,
    'libs/money/pyproject.toml': '[project]\nname = "money"\nversion = "1"\n',
  });
  await serviceGenerator(tree, { name: 'billing', role: 'http' });
  expect(textOf(tree, 'images/python/builder-requirements.txt')).toContain('\nsetuptools==');
});
