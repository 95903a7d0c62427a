import { expect, test } from 'vitest';
import { isOwnCompilation } from './compile-command';

const HASHED = 'uv pip compile --universal --generate-hashes';

test.each([
  [`${HASHED} --python-version=3.13 --output-file=requirements.txt pyproject.toml`, true],
  [`${HASHED} --output-file services/a/requirements.txt services/a/pyproject.toml`, true],
  [`${HASHED} --group=dev --constraints=requirements.txt --output-file=requirements-dev.txt`, true],
  [`${HASHED} --output-file=requirements.txt requirements.in`, false],
  [`${HASHED} --extra=pdf --output-file=requirements.txt pyproject.toml`, false],
  [`${HASHED} --index-url=https://i.example/simple pyproject.toml`, false],
  ['uv pip compile pyproject.toml', false],
  ['pip-compile --generate-hashes pyproject.toml', false],
])('%s is nx-slipway’s own: %s', (command, expected) =>
  expect(isOwnCompilation(command)).toBe(expected),
);
