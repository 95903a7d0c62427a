import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seedProject } from '../test-support/seed-projects';
import { type AdoptedCase, testAdoption } from './adopt';

/*
 * Dockerfiles made after texts about hand-written ones: wheels of an exported list, an image to develop in beside the one
 * for production, and one code base for two images.
 */
const ORIGINALS = join(__dirname, '../../../tools/bench/layouts/originals');

/** The engine remembers earlier runs. */
const MARK = randomBytes(3).toString('hex');
const INDEX = process.env.UV_DEFAULT_INDEX ?? '';

function original(name: string): string {
  return readFileSync(join(ORIGINALS, `${name}.Dockerfile`), 'utf8').replaceAll(
    '@base@',
    'python:3.13-slim-trixie',
  );
}

const CASES: Readonly<Record<string, AdoptedCase>> = {
  exported: {
    dockerfile: original('layered-slim-image-pip-wheels'),
    words: ['python', '-c', 'import pay.app, psycopg2, flask; print(pay.app.app.name)'],
    differences: [],
    prints: 'pay.app',
  },
  canopy: {
    dockerfile: original('canopy'),
    stages: ['development', 'production'],
    words: ['python', '-c', 'import pay.app, psycopg2; print(pay.app.app.name)'],
    differences: [],
    prints: 'pay.app',
  },
  multistage: {
    dockerfile: original('multistage-dockerfile'),
    stages: ['http', 'dramatiq', 'dev'],
    words: ['python', '-c', 'import domain, psycopg2; print(domain.GREETING)'],
    differences: [],
    prints: 'hello',
  },
};

testAdoption({
  ...{ namespace: `slipway-adopt-seeds-${MARK}`, installer: 'poetry' },
  ...{ projectFiles: (name) => seedProject(name === 'multistage' ? 'shop' : 'pay', name, INDEX) },
  cases: CASES,
});
