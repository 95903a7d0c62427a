// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the variables of Dockerfiles
import { logger, type Tree, updateJson } from '@nx/devkit';
import { afterEach, expect, test, vi } from 'vitest';
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
import type { RunCommand } from '../../process/run-command';

const printed: string[] = [];
vi.spyOn(logger, 'info').mockImplementation((text: string) => void printed.push(text));
afterEach(() => void printed.splice(0));

test('the FROM of the base, with the digest the image has now, and nothing else', async () => {
  const tree = await workspace();
  const before = text(tree);
  expect(await changes(tree, { to: NEW })).toEqual({
    [FILE]: before.replace(`FROM ${OLD} AS base\n`, `FROM ${PINNED} AS base\n`),
  });
});

/** Names the engine of a workspace. */
function setEngine(tree: Tree, engineName: string): void {
  updateJson(tree, 'nx.json', (nxJson) => ({
    ...nxJson,
    plugins: [{ plugin: 'nx-slipway', options: { engine: engineName } }],
  }));
}

test('the engine that nx.json names is the one that is asked', async () => {
  const tree = await workspace();
  setEngine(tree, 'podman');
  const podman: RunCommand = async ({ command, args }) => ({
    exitCode: command === 'podman' ? 0 : 1,
    stdout: args[0] === 'image' ? `sha256:${hex('e')}\n` : '',
    stderr: '',
  });
  await changes(tree, { to: NEW }, podman);
  expect(text(tree)).toContain(`\nFROM ${NEW}@sha256:${hex('e')} AS base\n`);
});

test('an engine that there is none of is refused', async () => {
  const tree = await workspace();
  setEngine(tree, 'podmann');
  await expect(changes(tree, { to: NEW }, neverAsked)).rejects.toThrow(
    /^nx\.json:\d+:\d+: the option `engine` of nx-slipway /,
  );
});

test('run twice there is no difference', async () => {
  const tree = await workspace();
  await changes(tree, { to: NEW });
  expect(await changes(tree, { to: NEW })).toEqual({});
  expect(await changes(tree, { to: PINNED }, neverAsked)).toEqual({});
  expect(await changes(tree, { to: NEW }, noEngine)).toEqual({});
});

test('a tag that has moved is pinned anew', async () => {
  const tree = await workspace();
  await changes(tree, { to: NEW });
  const before = text(tree);
  expect(await changes(tree, { to: NEW }, engine(hex('c')))).toEqual({
    [FILE]: before.replace(hex('b'), hex('c')),
  });
});

test.each([
  ['without an engine', { to: NEW, allowUnchecked: true }, noEngine, NEW],
  ['with --no-pin', { to: NEW, pin: false }, engine(), NEW],
  ['with a digest of its own', { to: `${NEW}@sha256:${hex('d')}` }, engine(), undefined],
  ['from a registry', { to: `registry.example/${NEW}`, pin: false }, engine(), undefined],
])('%s the reference is written as given', async (_, options, run, written) => {
  const tree = await workspace();
  await changes(tree, options, run);
  expect(text(tree)).toContain(`\nFROM ${written ?? options.to} AS base\n`);
});

test.each([
  ['CRLF', (file: string) => Buffer.from(file.replaceAll('\n', '\r\n'))],
  ['a byte order mark', (file: string) => Buffer.from(`\uFEFF${file}`)],
  ['what the user wrote', (file: string) => Buffer.from(`# 🐍 ${OLD}\n${file}ENV MINE=${OLD}\n`)],
  ['Latin-1', (file: string) => Buffer.from(`# für ${OLD}\n${file}`, 'latin1')],
])('with %s every other byte stays', async (_, change) => {
  const tree = await workspace();
  tree.write(FILE, change(text(tree)));
  const before = tree.read(FILE, 'latin1') ?? '';
  await changes(tree, { to: NEW });
  expect(tree.read(FILE, 'latin1')).toBe(before.replace(`FROM ${OLD}`, `FROM ${PINNED}`));
});

test('all stages on the same image, whatever their digests, none on another one', async () => {
  const tree = await workspace();
  const more = `FROM ${OLD} AS tools\nFROM ${OLD}@sha256:${hex('a')} AS older\nFROM node:24 AS web\n`;
  tree.write(FILE, text(tree) + more);
  await changes(tree, { to: NEW });
  expect(text(tree).match(/^FROM .*:.*$/gm)).toEqual([
    `FROM ${PINNED} AS base`,
    `FROM ${PINNED} AS tools`,
    `FROM ${PINNED} AS older`,
    'FROM node:24 AS web',
  ]);
});

test.each([
  [
    'pythn',
    { to: NEW },
    'unknown stack pythn\n  Did you mean python? This workspace has other, python.',
  ],
  ['python', { to: 'Python:3.13' }, 'invalid value "Python:3.13" for --to'],
  [
    'python',
    { to: '3.13-slim-trixie' },
    'Write a full reference, with a tag: --to=python:3.13-slim-trixie.',
  ],
  ['python', { to: 3.1 }, '--to=python:3.10.'],
  ['python', { to: 'registry.example/python' }, '--to=registry.example/python:<tag>.'],
  ['python', { to: 'python:3.13-alpine' }, 'python:3.13-alpine is not a Debian image'],
  ['python', { to: 'acme/musl:3.13' }, 'acme/musl:3.13 is not a Debian image'],
  ['python', { to: NEW, python: '3.12' }, 'Write --python=3.13, as python:3.13-slim-trixie says'],
  ['python', { to: 'acme/x:1', python: 'py3' }, 'invalid value "py3" for --python'],
])('%s %j is refused before the engine is asked', async (stack, options, message) => {
  const tree = await workspace();
  const before = contents(tree);
  await expect(changes(tree, { stack, ...options }, neverAsked)).rejects.toThrow(message);
  expect(contents(tree)).toEqual(before);
});

test.each([
  [
    'an ARG that another image uses too',
    'ARG V=3.11\nFROM --platform=linux/amd64 python:${V}-slim-bookworm AS base\nFROM acme/x:$V AS x\n',
    `${FILE}:2: the base is python:\${V}-slim-bookworm, and upgrade-base can only replace a literal reference\n  Write: FROM --platform=linux/amd64 ${NEW} AS base`,
  ],
  ['an ARG in the tag', 'FROM python:${VERSION} AS base\n', 'the base is python:${VERSION}'],
  ['scratch', 'FROM scratch AS base\n', `${FILE}:1: the stage base starts from scratch`],
  [
    'an image of another stack',
    'FROM proj/other-base AS first\nFROM first AS base\n',
    `${FILE}:1: this stack starts from proj/other-base, an image of the project other\n  Upgrade that stack: nx g nx-slipway:upgrade-base other --to=${NEW}`,
  ],
  [
    'a file that does not parse',
    'FORM python AS base\n',
    `${FILE}:1: BuildKit does not accept this Dockerfile`,
  ],
  [
    'a file that ends too early',
    `FROM ${OLD} AS base\nRUN <<EOF\n`,
    `${FILE}:2: BuildKit does not accept this Dockerfile: unterminated heredoc`,
  ],
])('a base that is %s is refused', async (_, from, message) => {
  const tree = await workspace({ [FILE]: `${from}FROM base AS base-builder\n` });
  const before = contents(tree);
  await expect(changes(tree, { to: NEW }, neverAsked)).rejects.toThrow(message);
  expect(contents(tree)).toEqual(before);
});

test('an image that no registry has is refused', async () => {
  const tree = await workspace();
  const before = contents(tree);
  await expect(changes(tree, { to: NEW }, notFound)).rejects.toThrow(
    `image ${NEW} not found: x: not found`,
  );
  expect(contents(tree)).toEqual(before);
});

test('services that do not meet the Python are listed, and nothing is written', async () => {
  const tree = await workspace();
  setRange(tree, '>=3.11,<3.13');
  const before = contents(tree);
  await expect(changes(tree, { to: NEW })).rejects.toThrow('nothing was written');
  expect(printed.join()).toMatch(
    /problem \[--apply-fixes\]: services\/api\/pyproject\.toml:\d+:1: requires-python is `>=3\.11,<3\.13`, which Python 3\.13 does not meet; used by api\n {4}Widen it/,
  );
  await expect(changes(tree, { to: 'acme/x:1', python: 3.13 })).rejects.toThrow('a problem');
  expect(contents(tree)).toEqual(before);
  expect(Object.keys(await changes(tree, { to: 'python:3.12-slim-trixie' }))).toEqual([FILE]);
});

test('what a service of another stack requires does not matter', async () => {
  const tree = await workspace();
  setRange(tree, '>=3.11,<3.13', 'billing');
  expect(Object.keys(await changes(tree, { to: NEW }))).toEqual([FILE]);
});

test('a service whose pyproject cannot be read may require anything', async () => {
  const tree = await workspace({ 'services/api/pyproject.toml': '[project\n' });
  await expect(changes(tree, { to: NEW }, neverAsked)).rejects.toThrow(
    /services\/api\/pyproject\.toml:1:\d+: invalid TOML/,
  );
});

test('where no Python is told nothing is checked', async () => {
  const tree = await workspace();
  setRange(tree, '>=3.11,<3.13');
  expect(Object.keys(await changes(tree, { to: 'acme/x:1' }))).toEqual([FILE]);
});
