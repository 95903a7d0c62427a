import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SEED_SERVICES } from '../../../test-support/seed-images';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { finalStages } from '../../dockerfile/stages/final-stages';
import type { AdoptedOptions, AdoptionFacts } from './adoption';
import { readAdoption } from './read-adoption';

/*
 * Dockerfiles made after four texts about hand-written ones: what is read from each comes to what somebody wrote for
 * the same text as options.
 */
const FOLDER = join(__dirname, '../../../../../tools/bench/layouts/originals');

const PAY: AdoptionFacts = {
  ...{ dir: 'services/pay', context: 'services/pay', installer: 'poetry', isPackage: true },
  ...{ hasSeveralLocks: false, extras: ['pg'], groups: ['dev', 'uwsgi'] },
  ...{ optionalGroups: ['uwsgi'], defaultGroups: [], libraries: [], projects: [] },
  packages: [{ name: 'pay', path: 'src/pay' }],
  files: [
    ...['pyproject.toml', 'poetry.lock', 'README.md', 'src/pay/__init__.py', 'src/pay/app.py'],
    'tests/test_app.py',
  ],
  locked: new Set(['flask', 'gunicorn', 'psycopg2']),
};

const SHOP: AdoptionFacts = {
  ...PAY,
  ...{ isPackage: false, groups: ['dev', 'http', 'worker'], optionalGroups: ['http', 'worker'] },
  packages: [],
  files: [
    ...['pyproject.toml', 'poetry.lock', 'src/domain/__init__.py', 'src/web/__init__.py'],
    ...['src/web/app.py', 'src/worker/__init__.py', 'src/worker/tasks.py', 'tests/test_domain.py'],
  ],
};

function adopt(file: string, facts: AdoptionFacts) {
  const text = readFileSync(join(FOLDER, `${file}.Dockerfile`), 'utf8')
    .replaceAll('@base@', 'python:3.13-slim-trixie')
    .replaceAll('@full@', 'python:3.13-trixie');
  const { dockerfile } = parseDockerfile(text, 'services/pay/Dockerfile');
  return new Map(
    finalStages(dockerfile).map((stage) => [
      stage.name ?? '',
      readAdoption(dockerfile, stage, facts),
    ]),
  );
}

type Expected = Partial<AdoptedOptions>;
const WEB: Expected = { role: 'http', port: 8000, extras: ['pg'], groups: [] };
const LIBPQ: Expected = { apt: ['libpq5'] };
const AS_IT_IS: Expected = { sources: ['src'], files: [], workdir: '/home/app' };

test.each<[string, string, AdoptionFacts, Expected]>([
  ['basic-full-image', '', PAY, { ...WEB, ...AS_IT_IS, apt: ['libpq-dev'] }],
  ['basic-slim-image', '', PAY, { ...WEB, ...AS_IT_IS, apt: ['gcc', 'libc6-dev', 'libpq-dev'] }],
  [
    ...(['layered-slim-image', 'runtime', PAY] as const),
    { ...WEB, ...AS_IT_IS, extras: [], groups: ['uwsgi'], apt: ['libpcre2-8-0'] },
  ],
  ['layered-slim-image-buildkit', 'runtime', PAY, { ...WEB, ...AS_IT_IS, ...LIBPQ }],
  ['layered-slim-image-pip-wheels', 'runtime', PAY, { ...WEB, ...AS_IT_IS, ...LIBPQ }],
  [
    ...(['multi-layered-slim-image', 'dev', PAY] as const),
    { ...AS_IT_IS, ...LIBPQ, extras: ['pg'], groups: ['dev'] },
  ],
  [
    ...(['canopy', 'production', PAY] as const),
    { ...WEB, ...LIBPQ, sources: [], workdir: '/app', uid: 0, env: ['WORKER_COUNT=1'] },
  ],
  ['canopy', 'development', PAY, { role: 'dev', extras: ['pg'], groups: ['dev'], uid: 0 }],
  ['docker-multistage-builds', 'runner', PAY, { ...WEB, ...LIBPQ, sources: [], uid: 0 }],
  [
    ...(['multistage-dockerfile', 'http', SHOP] as const),
    { ...WEB, extras: [], groups: ['http'], sources: ['src/domain', 'src/web'], ...LIBPQ },
  ],
  [
    ...(['multistage-dockerfile', 'dramatiq', SHOP] as const),
    { role: 'command', groups: ['worker'], sources: ['src/domain', 'src/worker'], ...LIBPQ },
  ],
  [
    ...(['multistage-dockerfile', 'dev', SHOP] as const),
    { role: 'dev', groups: ['dev', 'http', 'worker'], sources: ['src'] },
  ],
])('%s, stage %s', (file, stage, facts, expected) => {
  const adoption = adopt(file, facts).get(stage);
  expect(adoption?.options).toMatchObject(expected);
  expect(adoption?.instructions.filter(({ verdict }) => verdict === 'left')).toEqual([]);
});

test('the groups and extras are those that were written as options for the same texts', () => {
  const written = SEED_SERVICES.find(({ name }) => name === 'layered');
  const read = adopt('layered-slim-image', PAY).get('runtime')?.options;
  expect(read?.groups).toEqual(written?.groups);
  expect(read?.port).toBe(written?.port);
});
