import { expect, test } from 'vitest';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { finalStages } from '../../dockerfile/stages/final-stages';
import type { AdoptionFacts } from './adoption';
import { readAdoption } from './read-adoption';

const FACTS: AdoptionFacts = {
  ...{ dir: 'services/api', context: 'services/api', installer: 'uv', hasSeveralLocks: false },
  ...{ isPackage: false, extras: [], groups: [], optionalGroups: [], defaultGroups: [] },
  ...{ packages: [], libraries: [], projects: [], locked: new Set<string>() },
  files: ['pyproject.toml', 'uv.lock', 'main.py', 'bin/install'],
};

function adopt(text: string, facts: Partial<AdoptionFacts> = {}) {
  const { dockerfile } = parseDockerfile(text, 'services/api/Dockerfile');
  const [stage] = finalStages(dockerfile);
  if (!stage) throw new Error('no stage');
  const { instructions, carried, options } = readAdoption(dockerfile, stage, {
    ...FACTS,
    ...facts,
  });
  return {
    ...{ carried, options },
    said: instructions.map(({ line, verdict, what }) => `${line} ${verdict}: ${what}`),
  };
}

const UV = 'ghcr.io/astral-sh/uv:0.9';

test('a stage of uv is no stage of another language', () => {
  const { carried, said } = adopt(
    `FROM ${UV} AS uv\nFROM python:3.13-slim AS build\nCOPY --from=uv /uv /bin/uv\n` +
      'RUN uv sync --frozen\nFROM python:3.13-slim\nCOPY --from=uv /uv /bin/uv\nCOPY --from=build /opt/venv /opt/venv\n',
  );
  expect(carried).toMatchObject({ stages: [], copies: [] });
  expect(said).toEqual([
    '1 recognised: installer: base-builder has uv',
    '2 recognised: base: python:3.13-slim',
    '3 recognised: installer: base-builder has uv',
    '4 recognised: packages: uv',
    '5 recognised: base: python:3.13-slim',
    '6 recognised: installer: base-builder has uv',
    '7 recognised: packages: from the stage that installs them',
  ]);
});

test.each([
  [`COPY --from=${UV} /uv /bin/uv`, ''],
  ['COPY --from=uv /uv /bin/uv', `FROM ${UV} AS uv\n`],
])('a stage with %s installs packages, if by a script', (copy, before) => {
  const { carried, said } = adopt(
    `${before}FROM python:3.13-slim AS build\n${copy}\nCOPY bin bin\nRUN bin/install\n` +
      'FROM python:3.13-slim\nCOPY --from=build /home/python/.local /home/python/.local\n',
  );
  expect(carried).toMatchObject({ stages: [], copies: [] });
  expect(said.at(-3)).toMatch(/left: `bin\/install`/);
  expect(said.at(-1)).toMatch(/recognised: packages: from the stage that installs them/);
});

const EXPORT = 'poetry@2.2.1 export -o /srv/list.txt';

test.each([
  `uvx --with poetry-plugin-export==1.10.0 ${EXPORT}`,
  `uv tool run ${EXPORT}`,
  `pipx run ${EXPORT}`,
  `if [ -z "$SKIP" ]; then uvx ${EXPORT}; else touch /srv/list.txt; fi`,
])('%s: the list is the lock of Poetry', (command) => {
  const { options, said } = adopt(
    `FROM python:3.13-slim AS list\nRUN ${command}\nFROM python:3.13-slim\n` +
      'COPY --from=list /srv/list.txt /x/list.txt\nRUN pip install -r /x/list.txt\n',
    { installer: 'poetry' },
  );
  expect(options).not.toHaveProperty('installer');
  expect(said.slice(-2)).toEqual([
    '4 recognised: packages: the list that was exported there',
    '5 recognised: packages: those that were exported before',
  ]);
});
