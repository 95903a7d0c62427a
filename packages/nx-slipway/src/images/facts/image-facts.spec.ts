import { expect, test } from 'vitest';
import { compareFacts, type ImageFacts, newlyMissing } from './image-facts';

const before: ImageFacts = {
  ...{ reference: 'acme/api:before', id: 'sha256:1', size: 100, user: '10001:10001', workdir: '/' },
  ...{ entrypoint: [], command: ['api'], ports: ['8000/tcp'], labels: { a: '1' } },
  environment: { PATH: '/venv/bin', PYTHON_VERSION: '3.11.9' },
  contents: {
    packages: new Map([
      ['idna', '3.9'],
      ['tomli', '2.0'],
    ]),
    missingLibraries: ['libz.so.1 needed by /venv/a.cpython-311.so'],
    python: '3.11.9',
  },
};

test('an image is no different from itself, whatever it is called', () =>
  expect(
    compareFacts(before, { ...before, reference: 'acme/api:after', id: 'x', size: 1 }),
  ).toEqual([]));

test('each difference is named, with nothing for what is not there', () => {
  const after: ImageFacts = {
    ...{ ...before, user: '', command: ['python', '-m', 'api'], ports: [], labels: {} },
    environment: { PATH: '/venv/bin', PYTHON_VERSION: '3.13.5', TZ: 'UTC' },
    healthcheck: ['true'],
    contents: {
      packages: new Map([['idna', '3.10']]),
      missingLibraries: [
        'libz.so.1 needed by /venv/a.cpython-313.so',
        'libq.so.5 needed by /venv/b',
      ],
      python: '3.13.5',
    },
  };
  expect(
    compareFacts(before, after).map(({ what, before: old, after: now }) => [what, old, now]),
  ).toEqual([
    ['user', '10001:10001', 'root'],
    ['command', '["api"]', '["python","-m","api"]'],
    ['ports', '8000/tcp', undefined],
    ['probe', undefined, '["true"]'],
    ['environment PYTHON_VERSION', '3.11.9', '3.13.5'],
    ['environment TZ', undefined, 'UTC'],
    ['label a', '1', undefined],
    ['Python', '3.11.9', '3.13.5'],
    ['package idna', '3.9', '3.10'],
    ['package tomli', '2.0', undefined],
    ['missing library', undefined, 'libq.so.5 needed by /venv/b'],
  ]);
});

test('without an image from before every missing library is new', () =>
  expect(
    newlyMissing(undefined, { packages: new Map(), missingLibraries: ['a needed by b'] }),
  ).toEqual(['a needed by b']));
