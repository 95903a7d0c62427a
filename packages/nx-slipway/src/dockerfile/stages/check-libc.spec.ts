import { expect, test } from 'vitest';
import { formatProblem } from '../../problems/format-problem';
import { parseDockerfile } from '../parse-dockerfile';
import { libcOfReference } from './check-libc';

function warnings(...lines: readonly string[]): readonly string[] {
  const { problems } = parseDockerfile(lines.join('\n'), 'Dockerfile');
  return problems.filter(({ kind }) => kind === 'libc-mixed').map(formatProblem);
}

test('packages of musl on glibc are named with their line', () =>
  expect(
    warnings(
      'FROM python:3.13-alpine AS builder',
      'RUN pip wheel . -w /wheels',
      'FROM builder AS more',
      'FROM python:3.13-slim-trixie',
      'COPY --from=more /wheels /wheels',
    ),
  ).toEqual([
    'Dockerfile:5: this copies Python packages from an image with musl to one with glibc, where compiled packages do not load\n' +
      '  Build both stages from images of the same C library.',
  ]));

test('and those of glibc on musl, from an image as well', () =>
  expect(
    warnings('FROM python:3.13-alpine', 'COPY --from=python:3.13-bookworm /venv /venv'),
  ).toHaveLength(1));

test.each([
  [
    'one C library',
    ['FROM python:3.13-slim AS a', 'FROM debian:trixie', 'COPY --from=a /venv /venv'],
  ],
  [
    'what is no package',
    ['FROM alpine AS a', 'FROM python:3.13-slim', 'COPY --from=a /out/app.js /'],
  ],
  ['an image of unknown kind', ['FROM acme/x AS a', 'FROM alpine', 'COPY --from=a /venv /venv']],
])('%s is no mix', (_, lines) => expect(warnings(...lines)).toEqual([]));

test.each([
  ['python:3.13', 'glibc'],
  ['registry.example:5000/a/python:3.12-alpine3.20@sha256:ab', 'musl'],
  ['acme/musl-base', 'musl'],
  ['node:24', undefined],
  ['scratch', undefined],
])('%s has %s', (reference, libc) => expect(libcOfReference(reference)).toBe(libc));
