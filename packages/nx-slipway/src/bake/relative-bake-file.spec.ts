import { expect, test } from 'vitest';
import { relativeBakeFile } from './relative-bake-file';

function moved(target: Parameters<typeof relativeBakeFile>[0]['target'][string]) {
  return relativeBakeFile({ group: {}, target: { api: target } }, '/work/space').target.api;
}

test('paths below the workspace root are relative to it, and a Dockerfile to its context', () => {
  expect(
    moved({
      context: '/work/space',
      dockerfile: '/work/space/dist/bake/trimmed__api/Dockerfile',
      contexts: {
        lock: '/work/space/dist/bake/lock__api',
        base: 'target:python-base',
        other: 'docker-image://debian:trixie',
        outside: '/work/spaceship',
        near: './libs',
      },
      secret: ['id=netrc,src=/home/me/.netrc'],
    }),
  ).toEqual({
    context: '.',
    dockerfile: 'dist/bake/trimmed__api/Dockerfile',
    contexts: {
      lock: 'dist/bake/lock__api',
      base: 'target:python-base',
      other: 'docker-image://debian:trixie',
      outside: '/work/spaceship',
      near: './libs',
    },
    secret: ['id=netrc,src=/home/me/.netrc'],
  });
});

test('the Dockerfile of a context that is a folder may lie above it', () => {
  const target = {
    context: '/work/space/services/api',
    dockerfile: '/work/space/dist/x/Dockerfile',
  };
  expect(moved(target)).toEqual({
    context: 'services/api',
    dockerfile: '../../dist/x/Dockerfile',
  });
});

test('what is in the target itself stays as it is', () => {
  const target = { context: '/work/space', 'dockerfile-inline': 'FROM scratch\n' };
  expect(moved(target)).toEqual({ ...target, context: '.' });
});
