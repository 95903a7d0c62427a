import { expect, test } from 'vitest';
import { ALL_FINE } from '../../../../test-support/upgrade-plan-of';
import { parseDockerfile } from '../../../dockerfile/parse-dockerfile';
import { imageCatalogue } from '../../model/image-catalogue';
import type { CheckFacts } from '../check-facts';
import { checkSettings } from './check-settings';

const stack = 'ARG BASE=python:3.11-slim-bookworm\nFROM $BASE AS base\n';

function check(file: string, text: string) {
  const { dockerfile } = parseDockerfile(stack, 'Dockerfile');
  const facts: CheckFacts = {
    ...{ stack: 'python', from: 'python:3.11-slim-bookworm', to: 'python:3.13-slim-trixie' },
    ...{ python: { from: '3.11', to: '3.13' }, suite: {}, services: [], locks: [], sources: [] },
    ...{ projects: new Map(), lockRoots: [], machines: [], catalogue: imageCatalogue([], []) },
    dockerfiles: [{ dockerfile, services: [], role: 'stack' }],
    settings: [{ file, text, services: [] }],
    ...{ answers: ALL_FINE, vendored: new Map<string, string>(), buildTarget: 'build-image' },
  };
  return checkSettings(facts);
}

/** The text with all fixes made. */
function fixed(file: string, text: string): string {
  const fixes = check(file, text).flatMap((each) => each.fixes ?? []);
  return [...fixes]
    .sort((a, b) => b.start - a.start)
    .reduce((done, each) => done.slice(0, each.start) + each.text + done.slice(each.end), text);
}

test.each([
  ['.python-version', '3.11\n', '3.13\n'],
  ['services/api/.python-version', '3.11.9\r\n', '3.13\r\n'],
  ['.tool-versions', 'nodejs 24\npython 3.11.9\n', 'nodejs 24\npython 3.13\n'],
  [
    'pyproject.toml',
    '[tool.ruff]\ntarget-version = "py311"\n',
    '[tool.ruff]\ntarget-version = "py313"\n',
  ],
  ['pyproject.toml', "target-version = ['py311']\n", "target-version = ['py313']\n"],
  ['pyproject.toml', 'python_version = "3.11"\n', 'python_version = "3.13"\n'],
  ['mypy.ini', '[mypy]\npython_version = 3.11\n', '[mypy]\npython_version = 3.13\n'],
  ['pyrightconfig.json', '{ "pythonVersion": "3.11" }', '{ "pythonVersion": "3.13" }'],
  ['tox.ini', '[tox]\nenvlist = lint, py311\n', '[tox]\nenvlist = lint, py313\n'],
  ['.github/workflows/ci.yml', 'python-version: "3.11"\n', 'python-version: "3.13"\n'],
  ['.gitlab-ci.yml', 'image: python:3.11-slim-bookworm\n', 'image: python:3.13-slim-trixie\n'],
  [
    '.devcontainer/devcontainer.json',
    '{ "image": "mcr.example/devcontainers/python:1-3.11-bookworm" }',
    '{ "image": "mcr.example/devcontainers/python:1-3.13-bookworm" }',
  ],
  [
    '.pre-commit-config.yaml',
    'default_language_version:\n  python: python3.11\n',
    'default_language_version:\n  python: python3.13\n',
  ],
])('%s: %j becomes %j', (file, before, after) => {
  expect(fixed(file, before)).toBe(after);
  expect(check(file, after)).toEqual([]);
});

test.each([
  ['.python-version', '3.12\n'],
  ['pyproject.toml', '[project]\nrequires-python = ">=3.11"\n'],
  ['.github/workflows/ci.yml', 'python-version: "3.110"\nversion: 3.11\n'],
  ['compose.yml', 'image: acme/python:3.11-slim-bookworm\n'],
])('%s with %j names nothing of the old base', (file, text) => {
  expect(check(file, text)).toEqual([]);
});

test.each([
  ['.github/workflows/ci.yml', 'run: docker build --build-arg BASE=acme/x:1 .\n'],
  ['.github/workflows/ci.yml', 'build-args: |\n  BASE=acme/x:1\n'],
  ['compose.yml', 'args:\n  BASE: acme/x:1\n'],
  ['project.json', '{ "buildArgs": {\n  "BASE": "acme/x:1" } }\n'],
])('%s with %j overrides the base', (file, text) => {
  expect(check(file, text).map(({ problem }) => problem.kind)).toEqual([
    'build-argument-overrides',
  ]);
});
