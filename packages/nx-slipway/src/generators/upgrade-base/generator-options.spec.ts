import { logger } from '@nx/devkit';
import { afterEach, expect, test, vi } from 'vitest';
import { noNetwork, noPages } from '../../../test-support/silent-index';
import {
  changes,
  contents,
  engine,
  FILE,
  hex,
  NEW,
  neverAsked,
  noEngine,
  notFound,
  OLD,
  PINNED,
  setRange,
  text,
  workspace,
} from '../../../test-support/upgraded-workspace';

const printed: string[] = [];
vi.spyOn(logger, 'info').mockImplementation((text: string) => void printed.push(text));
afterEach(() => void printed.splice(0));

test('what can be done mechanically is done on request, and problems can be allowed', async () => {
  const tree = await workspace();
  setRange(tree, '>=3.11,<3.13');
  const pyproject = 'services/api/pyproject.toml';
  const fixed = await changes(tree, { python: '3.13', suite: 'trixie', applyFixes: true });
  expect(Object.keys(fixed)).toEqual([FILE, pyproject]);
  expect(fixed[pyproject]).toContain('requires-python = ">=3.11,<3.14"');
  const other = await workspace();
  setRange(other, '>=3.11,<3.13');
  expect(Object.keys(await changes(other, { to: NEW, allowProblems: true }))).toEqual([FILE]);
});

test('the new base by its Python, by its release, and by its digest alone', async () => {
  const tree = await workspace();
  await changes(tree, { python: 3.12 });
  expect(text(tree)).toContain(`\nFROM python:3.12-slim-bookworm@sha256:${hex('b')} AS base\n`);
  await changes(tree, { suite: 'trixie' });
  expect(text(tree)).toContain(`\nFROM python:3.12-slim-trixie@sha256:${hex('b')} AS base\n`);
  await changes(tree, { digest: true }, engine(hex('c')));
  expect(text(tree)).toContain(`\nFROM python:3.12-slim-trixie@sha256:${hex('c')} AS base\n`);
});

test('without an engine there is no new digest, and nothing is written', async () => {
  const tree = await workspace();
  await expect(changes(tree, { digest: true }, noEngine)).rejects.toThrow('nothing was written');
});

test.each([
  ['an engine', noEngine, noPages, 'base-unpinned'],
  ['an index', engine(), noNetwork, 'builder-pins-unchecked'],
])(
  'without %s the plan is printed and nothing is written, unless that is allowed',
  async (_, run, fetchPage, kind) => {
    const tree = await workspace();
    const before = contents(tree);
    await expect(changes(tree, { to: NEW, json: true }, run, fetchPage)).rejects.toThrow(
      'got no answer',
    );
    expect(contents(tree)).toEqual(before);
    const [stack] = JSON.parse(printed[0] ?? '').stacks;
    expect(stack.findings.map((each: { readonly kind: string }) => each.kind)).toContain(kind);
    expect(
      Object.keys(await changes(tree, { to: NEW, allowUnchecked: true }, run, fetchPage)),
    ).toEqual([FILE]);
  },
);

test('every stack, each by its own pattern, and a hand-written file once', async () => {
  const tree = await workspace({
    'tools/x/Dockerfile': `# ${OLD}\r\nFROM --platform=linux/amd64 ${OLD}\r\nCOPY --from=${OLD} /a /b\r\n`,
  });
  const changed = await changes(tree, { all: true, python: '3.13', suite: 'trixie' });
  expect(Object.keys(changed).sort()).toEqual([
    'images/other/Dockerfile',
    FILE,
    'tools/x/Dockerfile',
  ]);
  expect(changed['tools/x/Dockerfile']).toBe(
    `# ${OLD}\r\nFROM --platform=linux/amd64 ${PINNED}\r\nCOPY --from=${PINNED} /a /b\r\n`,
  );
});

test('each base is asked once, for however many stacks', async () => {
  const tree = await workspace({
    'tools/x/Dockerfile': `FROM ${OLD}\nRUN apt-get install -y curl\n`,
  });
  const calls: string[] = [];
  const answers = engine();
  await changes(tree, { all: true, python: '3.13', suite: 'trixie' }, async (command) => {
    const name = command.args.find((arg) => arg === NEW || arg.startsWith('proj/'));
    calls.push([command.args[0], ...(name === undefined ? [] : [name])].join(' '));
    return command.args[0] === 'run'
      ? { exitCode: 0, stdout: '', stderr: '' }
      : await answers(command);
  });
  // Whether there are images, the base meanwhile, and whether an engine answers at all.
  expect(calls).toEqual(['buildx', 'image proj/api', `run ${NEW}`, 'run proj/api']);
});

test.each([
  [
    { python: '3.99' },
    /python:3\.99-slim-bookworm not found: [^\n]*\n {2}Choose another --python or --suite/,
  ],
  [{ to: 'python:3.99' }, /python:3\.99 not found: [^\n]*\n {2}Correct the reference\./],
])('a base that no registry has: %j', async (options, message) => {
  const tree = await workspace();
  const before = contents(tree);
  await expect(changes(tree, options, notFound)).rejects.toThrow(message);
  expect(contents(tree)).toEqual(before);
});

test.each([
  [{}, 'no new base is named'],
  [{ digest: true, python: '3.13' }, 'invalid value "true" for --digest'],
  [{ suite: 'noble' }, 'invalid value "noble" for --suite'],
  [{ suite: 'trixie', to: 'python:3.13-slim-bookworm' }, 'Write --suite=bookworm'],
])('%j is refused: %s', async (options, message) => {
  const tree = await workspace();
  await expect(changes(tree, options, neverAsked)).rejects.toThrow(message);
});

test.each(['json', 'markdown'])('the plan as %s', async (output) => {
  const tree = await workspace();
  setRange(tree, '>=3.11,<3.13');
  await expect(changes(tree, { to: NEW, [output]: true })).rejects.toThrow('nothing was written');
  const [plan = ''] = printed;
  if (output === 'json') {
    expect(JSON.parse(plan).stacks[0]).toMatchObject({
      stack: 'python',
      counts: { problem: 1 },
      services: [{ name: 'api', counts: { problem: 1 } }],
    });
  } else {
    expect(plan).toContain('### Problems\n\n- [ ] **api**: services/api/pyproject.toml');
  }
});
