import { expect, test } from 'vitest';
import { contentsOf, stackTree, textOf, writeTo } from '../../../test-support/generator-tree';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { contextPaths, readTarget } from '../../dockerfile/read-target';
import { findStage } from '../../dockerfile/stages/find-stage';
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
  tree.write('services/billing/src/billing/web.py', 'app = load()\n');
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
  writeTo(tree, edits);
  await serviceGenerator(tree, { name: 'api', role: 'http' });
  expect(contentsOf(tree)).toEqual({ ...generated, ...edits });
  await serviceGenerator(tree, { name: 'api', role: 'http', force: true });
  const dockerfile = 'services/api/Dockerfile';
  expect(contentsOf(tree)).toEqual({ ...generated, ...edits, [dockerfile]: generated[dockerfile] });
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
    '--package solo --group gpu --group serve \\\n',
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
  ['app', '', 'nx-slipway:service app --role=command --sources=code'],
])('a project in %s is refused: %s %s', async (folder, more, words) => {
  const tree = await stackTree({
    [`tools/${folder}/pyproject.toml`]: `[project]\nname = "app"\n${more}`,
    [`tools/${folder}/code/__init__.py`]: '',
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
