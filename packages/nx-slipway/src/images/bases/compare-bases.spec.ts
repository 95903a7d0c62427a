import { expect, test } from 'vitest';
import { compareBases } from './compare-bases';

const [A, B] = ['a', 'b'].map((digit) => `sha256:${digit.repeat(64)}`);

test.each<[string, string, readonly string[]]>([
  ['python:3.12-slim-trixie', 'python:3.14-slim-trixie', ['Python 3.12 -> 3.14']],
  ['python:3.12.1-slim-trixie', 'python:3.13.0-slim-trixie', ['Python 3.12 -> 3.13']],
  ['python:3.12-slim-bookworm', 'python:3.12-slim-trixie', ['Debian bookworm -> trixie']],
  ['python:3.12-slim', 'python:3.12-slim-trixie', ['Debian (not named) -> trixie']],
  ['python:3.12-slim-trixie', 'python:3.12-trixie', ['variant slim -> full']],
  [
    'python:3.12-slim-trixie',
    'python:3.12-alpine',
    ['Debian trixie -> (not named)', 'variant slim -> alpine'],
  ],
  ['python:3.13-slim', 'python:3.14-rc-slim', ['Python 3.13 -> 3.14', 'variant slim -> rc-slim']],
  ['debian:bookworm-slim', 'debian:trixie-slim', ['Debian bookworm -> trixie']],
  [
    'r.example:5000/a/python:3.12-slim',
    'python:3.12-slim',
    ['image r.example:5000/a/python -> python'],
  ],
])('%s to %s is a jump', (before, after, differences) => {
  expect(compareBases(before, after)).toEqual({ kind: 'jump', differences });
});

test.each([
  [`python:3.12-slim@${A}`, `python:3.12-slim@${B}`],
  ['python:3.12-slim', `python:3.12-slim@${B}`],
  ['python:3.12.1-slim-trixie', `python:3.12.4-slim-trixie@${B}`],
  ['docker.io/library/python:3.12-slim', 'python:3.12.4-slim'],
  [`r.example/acme/runtime:1@${A}`, `r.example/acme/runtime:1@${B}`],
])('%s to %s is minor', (before, after) => {
  expect(compareBases(before, after)).toEqual({ kind: 'minor' });
});

test.each([
  ['r.example/acme/runtime:2026-11', 'r.example/acme/runtime:2026-12'],
  [`r.example/acme/runtime@${A}`, `r.example/acme/runtime@${B}`],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of Dockerfiles
  ['${BASE}', 'python:3.12'],
])('%s to %s: the references do not tell', (before, after) => {
  expect(compareBases(before, after)).toEqual({ kind: 'unknown' });
});

test('what is the same has not changed', () => {
  expect(compareBases('python:3.12', 'python:3.12')).toEqual({ kind: 'none' });
});
