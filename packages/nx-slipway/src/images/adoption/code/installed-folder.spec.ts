import { expect, test } from 'vitest';
import { readOnlyAdoption } from '../../../../test-support/read-only-adoption';
import type { AdoptionFacts } from '../adoption';

const ROOT: Partial<AdoptionFacts> = { context: '.', isPackage: true, files: ['api/__init__.py'] };
const COPIES = 'WORKDIR /srv\nCOPY packages ./packages\nCOPY services/api ./services/api\n';

test.each([
  'pip install -e ./packages/common',
  'pip install /srv/packages/common[pg]',
  'uv pip install --system ./packages/common',
  'cd packages/common && uv sync',
  'uv sync --project packages/common',
  'poetry install --directory packages/common',
])('%s installs another project', (command) => {
  const read = (libraries: readonly string[]) =>
    readOnlyAdoption(`${COPIES}RUN ${command}`, { ...ROOT, libraries }).instructions.at(-1);
  expect(read([])).toMatchObject({
    verdict: 'left',
    what: 'installs packages/common, which this project does not depend on',
  });
  expect(read(['packages/common'])).toMatchObject({
    verdict: 'recognised',
    what: 'packages: the library packages/common',
  });
});

test.each(['pip install ./services/api', 'cd services/api && uv sync', 'uv sync'])(
  '%s installs the project',
  (command) =>
    expect(readOnlyAdoption(`${COPIES}RUN ${command}`, ROOT).instructions.at(-1)?.what).toMatch(
      /^packages: (the project itself|uv, groups dev, with the project itself)/,
    ),
);

test('a stage hands on what it was given, also under another name', () => {
  const { instructions } = readOnlyAdoption(
    `FROM python:3.13-slim-trixie AS build\n${COPIES}RUN pip wheel -w /wheels ./packages/common
FROM python:3.13-slim-trixie\nCOPY --from=build /srv /code\nRUN pip install /code/packages/common\n`,
    ROOT,
  );
  expect(
    instructions.filter(({ what }) => what.startsWith('installs packages/common')),
  ).toHaveLength(2);
});

test('a list that was exported in one stage is installed in another', () => {
  const { instructions, options } = readOnlyAdoption(
    `FROM python:3.13-slim-trixie AS lock\nWORKDIR /tmp\nCOPY pyproject.toml poetry.lock ./
RUN poetry export -o requirements.txt
FROM python:3.13-slim-trixie\nCOPY --from=lock /tmp/requirements.txt .\nRUN pip install -r requirements.txt
RUN --mount=type=bind,from=lock,source=/tmp/requirements.txt,target=/r/requirements.txt pip install -r /r/requirements.txt\n`,
    { installer: 'poetry', groups: ['dev'] },
  );
  expect(instructions.map(({ verdict }) => verdict)).not.toContain('left');
  expect(options).toMatchObject({ groups: [] });
});

test.each([
  ['dist/api-1.0-py3-none-any.whl', 'recognised', 'packages: the project itself'],
  [
    'vendor/shared_lib-1.0-py3-none-any.whl',
    'left',
    'shared_lib-1.0-py3-none-any.whl is in no lock',
  ],
  [
    'vendor/gunicorn-1.0-py3-none-any.whl',
    'recognised',
    'packages: gunicorn is in the lock, which decides where it comes from',
  ],
  ['/tmp/wheels/*.whl', 'recognised', 'packages: wheels that were built before'],
])('pip install %s is %s', (wheel, verdict, what) => {
  const { instructions, carried } = readOnlyAdoption(
    `WORKDIR /srv\nCOPY dist ./dist\nCOPY vendor/*.whl ./vendor/\nRUN pip install ${wheel}`,
    { name: 'api', files: ['vendor/gunicorn-1.0-py3-none-any.whl'] },
  );
  expect(instructions.at(-1)).toMatchObject({ verdict, what });
  expect(carried.copies).toEqual(['COPY services/api/dist/ /srv/dist/']);
});
