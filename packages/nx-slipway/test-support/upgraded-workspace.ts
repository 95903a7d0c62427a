import { writeFileSync } from 'node:fs';
import type { Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import type { FetchPage } from '../src/generators/package-index/fetch-page';
import serviceGenerator from '../src/generators/service/generator';
import stackGenerator from '../src/generators/stack/generator';
import upgradeBaseGenerator from '../src/generators/upgrade-base/generator';
import type { UpgradeBaseSchema } from '../src/generators/upgrade-base/schema';
import type { RunCommand } from '../src/process/run-command';
import { writeTo } from './generator-tree';
import { noPages } from './silent-index';

export const FILE = 'images/python/Dockerfile';
export const OLD = 'python:3.11-slim-bookworm';
export const NEW = 'python:3.13-slim-trixie';
export function hex(digit: string) {
  return digit.repeat(64);
}
export const PINNED = `${NEW}@sha256:${hex('b')}`;

/** A stack on Python 3.11 with a service, and another stack with one. */
export async function workspace(files: Readonly<Record<string, string>> = {}): Promise<Tree> {
  const tree = createTreeWithEmptyWorkspace();
  for (const name of ['python', 'other']) {
    await stackGenerator(tree, { name, python: '3.11', suite: 'bookworm' });
  }
  await serviceGenerator(tree, { name: 'api', role: 'http', stack: 'python' });
  await serviceGenerator(tree, { name: 'billing', role: 'http', stack: 'other' });
  writeTo(tree, files);
  return tree;
}

/** An engine that names this digest for every image. */
export function engine(digest = hex('b')): RunCommand {
  return async ({ cwd }) => {
    const materials = [{ uri: 'pkg:docker/x', digest: { sha256: digest } }];
    writeFileSync(
      `${cwd}/metadata.json`,
      JSON.stringify({ 'buildx.build.provenance': { materials } }),
    );
    return { exitCode: 0, stdout: '', stderr: '' };
  };
}

export const noEngine: RunCommand = async () => ({
  stdout: '',
  stderr: '',
  failure: 'spawn docker ENOENT',
});

export const notFound: RunCommand = async () => ({
  exitCode: 1,
  stdout: '',
  stderr: 'ERROR: failed to solve: x: failed to resolve source metadata for x: x: not found',
});

export const neverAsked: RunCommand = async () => {
  throw new Error('the engine was asked');
};

export function contents(tree: Tree): Record<string, string> {
  return Object.fromEntries(
    tree.listChanges().map(({ path, content }) => [path, String(content?.toString('latin1'))]),
  );
}

export function text(tree: Tree): string {
  return tree.read(FILE, 'utf8') ?? '';
}

/** Upgrades and returns what has changed. */
export async function changes(
  tree: Tree,
  options: UpgradeBaseSchema,
  run: RunCommand = engine(),
  fetchPage: FetchPage = noPages,
): Promise<Record<string, string>> {
  const before = contents(tree);
  await upgradeBaseGenerator(tree, { ...(!options.all && { stack: 'python' }), ...options }, run, {
    fetchPage,
    index: 'https://index.example/simple',
  });
  const after = contents(tree);
  return Object.fromEntries(Object.entries(after).filter(([file, now]) => before[file] !== now));
}

export function setRange(tree: Tree, range: string, service = 'api'): void {
  const file = `services/${service}/pyproject.toml`;
  const pyproject = tree.read(file, 'utf8') ?? '';
  tree.write(file, pyproject.replace(/requires-python = ".*"/, `requires-python = "${range}"`));
}
