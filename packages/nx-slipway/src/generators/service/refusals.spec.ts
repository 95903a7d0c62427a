import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { expect, test } from 'vitest';
import { contentsOf, stackTree, textOf } from '../../../test-support/generator-tree';
import stackGenerator from '../stack/generator';
import serviceGenerator from './generator';

const _HATCHLING = '[build-system]\nrequires = ["hatchling"]\n';

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
  [{ name: 'python', role: 'http' }, /^images\/python: this folder has no pyproject\.toml/],
  [{ name: 'services/new', role: 'http' }, /it is a path\n.*service new --directory=services\/new/],
  [
    { name: 'web', role: 'http', directory: 'apps/web' },
    /^apps\/web: this folder has no pyproject\.toml/,
  ],
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
  [
    { name: 'billing', role: 'http', module: 'biling.main:app' },
    /no module biling\.main, .*\n.*Did you mean billing\.main:app\?/,
  ],
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

test('of several stacks, the one that most services beside the new one start from is named first', async () => {
  const tree = await stackTree();
  await stackGenerator(tree, { name: 'legacy', suite: 'bookworm' });
  const role = 'http' as const;
  await serviceGenerator(tree, { name: 'api', role, stack: 'python' });
  const mail = serviceGenerator(tree, { name: 'mail', role });
  await expect(mail).rejects.toThrow(/several stacks: python, legacy\n {2}.*: --stack=python$/);
  for (const name of ['old', 'older']) {
    await serviceGenerator(tree, { name, role, stack: 'legacy', directory: `old/${name}` });
  }
  const oldest = serviceGenerator(tree, { name: 'oldest', role, directory: 'old/oldest' });
  await expect(oldest).rejects.toThrow(/several stacks: legacy, python\n {2}.*: --stack=legacy$/);
  await expect(serviceGenerator(tree, { name: 'mail', role })).rejects.toThrow(/--stack=python$/);
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

test('a server in a group that the image does not install is named with its option', async () => {
  const file = 'services/billing/pyproject.toml';
  const declared = BILLING[file].replace(
    '"gunicorn", "money", "uvicorn-worker", "uvicorn"',
    '"money"',
  );
  const tree = await stackTree({
    ...BILLING,
    [file]: `${declared}[dependency-groups]\nhttp = ["gunicorn", "uvicorn"]\n`,
  });
  const generated = serviceGenerator(tree, { name: 'billing', role: 'http' });
  await expect(generated).rejects.toThrow(
    /does not declare an HTTP server.*\n {2}Add --groups=http to the command, which installs gunicorn and uvicorn\.$/,
  );
  await serviceGenerator(tree, { name: 'billing', role: 'http', groups: ['http'] });
});

test.each([
  [{ stack: 'legacy' }, '--stack=python', '--stack=legacy'],
  [{ installer: 'pip' }, '--installer=uv', '--installer=pip'],
  [
    { stack: 'legacy', installer: 'pip' },
    '--stack=python and --installer=uv',
    '--stack=legacy --installer=pip',
  ],
] as const)('a Dockerfile that exists is not taken for one of %j', async (options, is, asked) => {
  const tree = await stackTree();
  await stackGenerator(tree, { name: 'legacy', suite: 'bookworm' });
  await serviceGenerator(tree, { name: 'api', role: 'http', stack: 'python' });
  const before = textOf(tree, 'services/api/Dockerfile');
  await expect(serviceGenerator(tree, { name: 'api', ...options })).rejects.toThrow(
    `services/api/Dockerfile: this Dockerfile was written with ${is}, and with other options it is another file\n  Write it again, and your changes to it are lost: nx g nx-slipway:service api ${asked} --force`,
  );
  expect(textOf(tree, 'services/api/Dockerfile')).toBe(before);
});
