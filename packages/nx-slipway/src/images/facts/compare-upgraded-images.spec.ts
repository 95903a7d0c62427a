import { expect, test } from 'vitest';
import { compareUpgradedImages, newlyMissing, type UpgradedImage } from './compare-upgraded-images';
import { titleOf } from './difference';

const before: UpgradedImage = {
  ...{ reference: 'acme/api:before', id: 'sha256:1', size: 100, user: '10001:10001', workdir: '/' },
  ...{ entrypoint: [], command: ['api'], ports: ['8000/tcp'], volumes: [], stopSignal: '' },
  ...{ probe: [], labels: new Map([['a', '1']]) },
  environment: new Map([
    ['GPG_KEY', 'A035'],
    ['PYTHON_VERSION', '3.11.9'],
  ]),
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
    compareUpgradedImages(before, { ...before, reference: 'acme/api:after', id: 'x', size: 1 }),
  ).toEqual([]));

test('each difference is named, with nothing for what is not there', () => {
  const after: UpgradedImage = {
    ...{ ...before, user: '', command: ['python', '-m', 'api'], ports: [] },
    ...{ probe: ['CMD', 'true'], labels: new Map() },
    environment: new Map([
      ['GPG_KEY', '7169'],
      ['PYTHON_VERSION', '3.13.5'],
      ['TZ', 'UTC'],
    ]),
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
    compareUpgradedImages(before, after).map((each) => [titleOf(each), each.before, each.after]),
  ).toEqual([
    ['user', '10001:10001', 'root'],
    ['command', '["api"]', '["python","-m","api"]'],
    ['ports', '8000/tcp', undefined],
    ['probe', undefined, '["true"]'],
    ['variable GPG_KEY', '(4 characters)', '(4 characters)'],
    ['variable PYTHON_VERSION', '3.11.9', '3.13.5'],
    ['variable TZ', undefined, 'UTC'],
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
