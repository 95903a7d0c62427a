import { expect, test } from 'vitest';
import { withNonce } from './with-nonce.ts';

test('the first step and every cache mount are new, stages stay', () => {
  const text = [
    'FROM python:3.13-slim AS base',
    'FROM bench/python-base AS python-base',
    'RUN --mount=type=cache,id=uv,target=/var/cache/uv,sharing=locked \\',
    '    --mount=type=cache,target=/root/.cache true',
  ].join('\n');
  expect(withNonce(text, 'n1', ['python:'])).toBe(
    [
      'FROM python:3.13-slim AS base',
      'ENV BENCH_RUN=n1',
      'FROM bench/python-base AS python-base',
      'RUN --mount=type=cache,id=n1-var-cache-uv,target=/var/cache/uv,sharing=locked \\',
      '    --mount=type=cache,id=n1-root-.cache,target=/root/.cache true',
    ].join('\n'),
  );
});
