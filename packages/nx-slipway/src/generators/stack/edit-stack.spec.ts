import { logger } from '@nx/devkit';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { contentsOf, textOf, treeWith } from '../../../test-support/generator-tree';
import serviceGenerator from '../service/generator';
import stackGenerator from './generator';
import type { StackSchema } from './schema';

const FILE = 'images/python/Dockerfile';

/** A workspace with a stack whose base has a digest and an edit of the user's. */
async function standing(schema: Partial<StackSchema> = {}) {
  const tree = treeWith({ 'src/domain/__init__.py': '', 'src/storage/__init__.py': '' });
  await stackGenerator(tree, { name: 'python', python: '3.12', suite: 'bookworm', ...schema });
  const text = textOf(tree, FILE)
    .replace(' AS base\n', '@sha256:ab AS base\n')
    .replace('WORKDIR /src\n', 'WORKDIR /src\n# Ours.\nRUN id\n');
  tree.write(FILE, text);
  return { tree, text };
}

/** What a stack would have been with these options from the beginning. */
async function fresh(schema: Partial<StackSchema>) {
  return (await standing(schema)).text;
}

describe('a stack that exists', () => {
  test.each<[Partial<StackSchema>, Partial<StackSchema>, Partial<StackSchema>]>([
    [{}, { apt: ['libpq5'] }, { apt: ['libpq5'] }],
    [{ apt: ['libpq5'] }, { apt: ['libxml2'] }, { apt: ['libpq5', 'libxml2'] }],
    [{}, { buildApt: ['git'] }, { buildApt: ['gcc', 'git', 'libc6-dev'] }],
    [
      {},
      { layout: 'base-app', sources: ['src/domain'] },
      { layout: 'base-app', sources: ['src/domain'] },
    ],
    [
      { layout: 'base-app', sources: ['src/domain'] },
      { layout: 'base-app', sources: ['src/storage'] },
      { layout: 'base-app', sources: ['src/domain', 'src/storage'] },
    ],
  ])('of %j is given %j', async (first, more, all) => {
    const { tree } = await standing(first);
    await stackGenerator(tree, { name: 'python', ...more });
    expect(textOf(tree, FILE)).toBe(await fresh(all));
    const once = contentsOf(tree);
    await stackGenerator(tree, { name: 'python', ...more });
    expect(contentsOf(tree)).toEqual(once);
  });

  test('keeps its stage for development, which was written before there was a project', async () => {
    const info = vi.spyOn(logger, 'info').mockImplementation(() => {});
    onTestFinished(() => info.mockRestore());
    const tree = treeWith({});
    await stackGenerator(tree, { name: 'python' });
    await serviceGenerator(tree, { name: 'mail', role: 'http', installer: 'poetry' });
    const before = contentsOf(tree);
    const finish = await stackGenerator(tree, { name: 'python' });
    await finish();
    expect(contentsOf(tree)).toEqual(before);
    expect(info).toHaveBeenLastCalledWith(
      'Nothing to change: images/python/Dockerfile has what these options make.',
    );
  });

  test('is found in another folder than the usual one', async () => {
    const tree = treeWith({});
    await stackGenerator(tree, { name: 'python', directory: 'docker/python' });
    await stackGenerator(tree, { name: 'python', apt: ['libpq5'] });
    expect(textOf(tree, 'docker/python/Dockerfile')).toContain('      libpq5 \\\n');
    expect(tree.exists('images/python')).toBe(false);
  });

  test.each<[Partial<StackSchema>, string]>([
    [{ python: '3.13' }, '--python=3.13'],
    [{ suite: 'trixie' }, '--suite=trixie'],
    [{ python: 3.13, suite: 'trixie' }, '--python=3.13 --suite=trixie'],
    [{ from: 'python:3.14-slim-trixie' }, '--to=python:3.14-slim-trixie'],
    [{ layout: 'full' }, '--to=python:3.12-bookworm'],
  ])('is not moved to %j', async (options, words) => {
    const { tree } = await standing();
    const before = contentsOf(tree);
    await expect(stackGenerator(tree, { name: 'python', ...options })).rejects.toThrow(
      `${FILE}:9: the stack python exists and starts from python:3.12-slim-bookworm\n  Upgrade it, with a check of every service: nx g nx-slipway:upgrade-base python ${words}`,
    );
    expect(contentsOf(tree)).toEqual(before);
  });

  test.each(['3.99', '2.7', 'latest'])(
    'is not sent to Python %s, which nobody offers',
    async (python) => {
      const { tree } = await standing();
      await expect(stackGenerator(tree, { name: 'python', python })).rejects.toThrow(
        `invalid value "${python}" for --python\n  Write one of 3.10, 3.11, 3.12, 3.13, 3.14, with or without a patch release.`,
      );
    },
  );

  test.each<Partial<StackSchema>>([
    {},
    { python: '3.12' },
    { suite: 'bookworm' },
    { from: 'python:3.12-slim-bookworm' },
    { layout: 'slim' },
  ])('has %j already', async (options) => {
    const { tree } = await standing();
    const before = contentsOf(tree);
    await stackGenerator(tree, { name: 'python', ...options });
    expect(contentsOf(tree)).toEqual(before);
  });

  test('keeps its base and packages where it is written again, and takes what is asked for', async () => {
    const { tree, text } = await standing({ apt: ['libpq5'] });
    await stackGenerator(tree, { name: 'python', apt: ['libxml2'], force: true });
    const written = textOf(tree, FILE);
    const own = text.replace('# Ours.\nRUN id\n', '');
    expect(written).toBe(own.replace('      libpq5 \\\n', '      libpq5 \\\n      libxml2 \\\n'));
    await stackGenerator(tree, { name: 'python', python: '3.13', force: true });
    expect(textOf(tree, FILE)).toContain('FROM python:3.13-slim-bookworm AS base\n');
    expect(textOf(tree, FILE)).toContain('      libxml2 \\\n');
  });

  test('is refused where the user has edited the same lines', async () => {
    const { tree, text } = await standing({ apt: ['libpq5'] });
    tree.write(FILE, text.replace('      libpq5 \\\n', '      libpq5=17.* \\\n'));
    await expect(stackGenerator(tree, { name: 'python', apt: ['libxml2'] })).rejects.toThrow(
      /^images\/python\/Dockerfile:\d+: you have changed lines here/,
    );
  });
});
