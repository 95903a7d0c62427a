import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AWKWARD } from '../../../test-support/awkward-dockerfiles';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { finalStages } from '../../dockerfile/stages/final-stages';
import { reachableStages } from '../../dockerfile/stages/reachable-stages';
import type { AdoptionFacts } from './adoption';
import { readAdoption } from './read-adoption';

const FACTS: AdoptionFacts = {
  ...{ dir: 'services/api', context: 'services/api', installer: 'uv', hasSeveralLocks: false },
  ...{ isPackage: true, extras: ['pg'], groups: ['dev', 'worker'], optionalGroups: [] },
  ...{ defaultGroups: ['dev'], packages: [{ name: 'api', path: 'src/api' }] },
  ...{ libraries: [], projects: [] },
  files: [
    ...['pyproject.toml', 'uv.lock', 'README.md', 'alembic.ini', 'entrypoint.sh', 'Dockerfile'],
    ...['src/api/__init__.py', 'src/api/app.py', 'tests/test_app.py', 'web/package.json'],
  ],
  locked: new Set(['fastapi', 'gunicorn', 'psycopg']),
};

function adopt(text: string, facts: Partial<AdoptionFacts> = {}) {
  const { dockerfile } = parseDockerfile(text, 'services/api/Dockerfile');
  return finalStages(dockerfile).map((stage) => ({
    needed: reachableStages(dockerfile, stage),
    globals: dockerfile.globals,
    ...readAdoption(dockerfile, stage, { ...FACTS, ...facts }),
  }));
}

function only(text: string, facts: Partial<AdoptionFacts> = {}) {
  const [adoption] = adopt(text, facts);
  if (!adoption) throw new Error('no stage');
  return adoption;
}

test.each(Object.keys(AWKWARD))('%s', async (name) => {
  const shown = adopt(AWKWARD[name] ?? '').map(({ base, options, carried, instructions }) => ({
    ...{ base, options, carried },
    instructions: instructions.map(
      ({ line, verdict, what, next }) =>
        `${line} ${verdict}: ${what}${next === undefined ? '' : ` -> ${next}`}`,
    ),
  }));
  const file = name.replace(/[^a-z]+/gi, '-');
  await expect(JSON.stringify(shown, null, 2)).toMatchFileSnapshot(`__snapshots__/${file}.txt`);
});

const HEAD = 'FROM python:3.13-slim-trixie\n';

describe('installers', () => {
  const poetry = { installer: 'poetry', optionalGroups: ['worker'] } as const;
  test.each<[string, Partial<AdoptionFacts>, object]>([
    ['poetry install --no-root', poetry, { groups: ['dev'], extras: [] }],
    ['poetry install --only main,worker', poetry, { groups: ['worker'] }],
    ['poetry install --without dev -E pg', poetry, { groups: [], extras: ['pg'] }],
    ['poetry install --no-dev --all-extras', poetry, { groups: [], extras: ['pg'] }],
    ['poetry install --with worker', poetry, { groups: ['dev', 'worker'] }],
    ['poetry export -E pg -o r && pip install -r r', poetry, { extras: ['pg'], groups: [] }],
    ['poetry export --with dev -o r && pip install -r r', poetry, { groups: ['dev'] }],
    ['uv sync', {}, { groups: ['dev'] }],
    ['uv sync --no-dev --extra=pg', {}, { groups: [], extras: ['pg'] }],
    ['uv sync --all-groups --all-extras', {}, { groups: ['dev', 'worker'], extras: ['pg'] }],
    ['uv sync --only-group worker', {}, { groups: ['worker'] }],
    ['uv export --no-dev > r.txt && uv pip install --system -r r.txt', {}, { groups: [] }],
    ['pip install -r requirements.txt', {}, { installer: 'pip' }],
    ['pip install ".[pg]" gunicorn', {}, { extras: ['pg'] }],
    ['python -m pip install --upgrade pip && pip install .', {}, { extras: [] }],
  ])('%s', (command, facts, expected) => {
    const { options, instructions } = only(`${HEAD}RUN ${command}\n`, facts);
    expect(instructions.map(({ verdict }) => verdict)).toEqual(['recognised', 'recognised']);
    expect(options).toMatchObject(expected);
  });

  test.each([
    [
      'git+https://x:secret@git.example/acme/lib.git@v1.2',
      'lib @ git+https://git.example/acme/lib.git@v1.2',
    ],
    [
      '"lib @ https://files.example/lib-1.0-py3-none-any.whl"',
      'lib @ https://files.example/lib-1.0',
    ],
    [
      'https://files.example/wheels/lib-1.0-py3-none-any.whl',
      'lib @ https://files.example/wheels/',
    ],
    ['git+ssh://git@git.example/acme/x.git#egg=lib', 'lib @ git+ssh://git@git.example/acme/x.git'],
  ])('pip install %s: the dependency to write is named', (requirement, dependency) => {
    const text = `${HEAD}RUN pip install ${requirement}\n`;
    const [, run] = only(text).instructions;
    expect(run).toMatchObject({ verdict: 'left', next: expect.stringContaining(dependency) });
    expect(JSON.stringify([run?.what, run?.next])).not.toContain('secret');
    const locked = only(text, { locked: new Set(['lib']) });
    expect(locked.instructions[1]?.what).toMatch(/^packages: lib is in the lock/);
  });

  test.each([
    'pip install unknown',
    'pip install -r constraints/other.in',
    'pip install --index-url https://index.example .',
    'pip config set global.index-url https://index.example',
    'uv sync --all-packages',
    'uv sync --group nothing',
    'uv tool install ruff',
    'poetry run build',
    'poetry config http-basic.ours user password',
  ])('%s is left', (command) => {
    const [, run] = only(`${HEAD}RUN ${command}\n`).instructions;
    expect(run).toMatchObject({ verdict: 'left', next: expect.stringMatching(/\.$/) });
    expect(JSON.stringify(run?.what)).not.toContain('password');
  });
});

describe('code', () => {
  const installs = 'RUN uv sync --no-install-project\n';
  test.each<[string, Partial<AdoptionFacts>, object]>([
    ['WORKDIR /srv\nCOPY src src', {}, { sources: ['src'], workdir: '/srv' }],
    ['WORKDIR /srv\nCOPY src/ ./', {}, { sources: ['src'], workdir: '/app' }],
    ['WORKDIR /srv\nCOPY src/api api', {}, { sources: ['src/api'], workdir: '/app' }],
    ['WORKDIR /srv\nCOPY alembic.ini ./', {}, { files: ['alembic.ini'], workdir: '/srv' }],
    ['COPY src /srv/src', {}, { sources: ['src'] }],
    [
      'WORKDIR /x\nCOPY services/api/src src',
      { context: '.' },
      { sources: ['src'], workdir: '/x' },
    ],
    [
      'WORKDIR /app\nCOPY . .',
      { packages: [], files: ['api/__init__.py', 'main.py', 'tests/x.py'] },
      { sources: ['api', 'main.py'], files: [], workdir: '/app' },
    ],
  ])('%s', (text, facts, expected) =>
    expect(only(`${HEAD}${installs}${text}\n`, facts).options).toMatchObject(expected),
  );

  test('what lies elsewhere is copied there, and a user of the old image is not named', () =>
    expect(
      only(`${HEAD}COPY --chown=app:app --chmod=755 entrypoint.sh /usr/bin/\nCOPY tests /t\n`)
        .carried.copies,
    ).toEqual([
      'COPY --chmod=755 services/api/entrypoint.sh /usr/bin/entrypoint.sh',
      'COPY services/api/tests/ /t/',
    ]));

  test('what other stages make keeps its place', () =>
    expect(
      only(
        `FROM node:24 AS a\n${HEAD}WORKDIR /srv\nCOPY --from=a /out static\nCOPY --from=a ["/b", "./"]\n`,
      ).carried.copies,
    ).toEqual(['COPY --from=a /out /srv/static', 'COPY --from=a ["/b","/srv/"]']));

  test('files outside of the project are taken from where they are', () => {
    const { carried, options } = only(`${HEAD}COPY libs/core /core\nCOPY libs/x shared/y /s/\n`, {
      ...{ context: '.', libraries: ['libs/core'] },
    });
    expect(carried.copies).toEqual(['COPY libs/x shared/y /s/']);
    expect(options.files).toEqual([]);
  });
});

test.each<[string, object]>([
  ['EXPOSE 80 81', { port: 80 }],
  ['ENV PORT=81\nEXPOSE 80 $PORT', { port: 81 }],
  ['CMD ["uvicorn", "api.app:app", "--port", "81"]', { role: 'http', port: 81 }],
  [
    'CMD gunicorn -b :82 api.app:app',
    { port: 82, command: ['gunicorn', '-b', ':82', 'api.app:app'] },
  ],
  [
    'CMD ["poetry", "run", "python", "-m", "api"]',
    { role: 'command', command: ['python', '-m', 'api'] },
  ],
  ['CMD ["bash"]', { role: 'dev' }],
  ['ENTRYPOINT ["python"]\nCMD ["-m", "api"]', { command: ['-m', 'api'] }],
  ['RUN useradd -u 7 a\nUSER a', { uid: 7 }],
  ['RUN addgroup --gid 8 g && adduser --uid 7 --ingroup g a\nUSER a:g', { uid: 7, gid: 8 }],
  ['USER nobody', { uid: 65534 }],
  ['USER 7:8', { uid: 7, gid: 8 }],
  ['', { uid: 0 }],
])('%j', (text, expected) => expect(only(`${HEAD}${text}\n`).options).toMatchObject(expected));

test('a user without a number gets that of the stack', () =>
  expect(only(`${HEAD}RUN useradd app\nUSER app\n`).options).not.toHaveProperty('uid'));

/** Lines with which random files are made. */
const LINES = [
  'RUN apt-get update && apt-get install -y libpq5 curl',
  'RUN pip install uv && uv sync --frozen',
  'RUN poetry install --only main',
  'RUN make all | tee log',
  'RUN useradd --uid 5 app',
  'RUN <<EOT\nset -e\nuv sync\nmake\nEOT',
  'COPY . .',
  'COPY src /srv/src',
  'COPY --from=0 /venv /venv',
  'COPY --from=0 /site /site',
  'COPY --from=nginx:1 /etc/nginx /etc/nginx',
  'ADD https://example.com/x /x',
  'ENV A=1 B="two words" PATH=/venv/bin:$PATH',
  'ENV C $A',
  'ARG D=4',
  'LABEL a=b',
  'WORKDIR /srv/$D',
  'USER app',
  'EXPOSE 80 $D',
  'VOLUME /data',
  'HEALTHCHECK CMD test -f /ok',
  'ENTRYPOINT ["sh"]',
  'CMD a && b',
  'SHELL ["/bin/bash", "-c"]',
  'ONBUILD RUN x',
  'STOPSIGNAL SIGINT',
  'MAINTAINER me',
];
const FROMS = ['python:3.13-slim', 'node:24', 'ubuntu:24.04', 'python:3.12', 'scratch'];

test('every instruction that an image needs is in one of the lists, once', () => {
  const stage = fc.record({
    from: fc.nat(9),
    lines: fc.array(fc.constantFrom(...LINES), { maxLength: 8 }),
  });
  fc.assert(
    fc.property(
      fc.array(stage, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      (stages, hasGlobal) => {
        const text = stages.map(({ from, lines }, index) => {
          const base =
            from < FROMS.length || index === 0 ? FROMS[from % FROMS.length] : `s${from % index}`;
          const own = lines.filter((line) => index > 0 || !line.includes('--from=0'));
          return [`FROM ${base} AS s${index}`, ...own].join('\n');
        });
        const head = hasGlobal ? 'ARG X=1\n' : '';
        for (const { needed, globals, instructions } of adopt(`${head}${text.join('\n')}\n`)) {
          const expected = [
            ...globals.map(({ line }) => line),
            ...needed.flatMap((each) => [each.line, ...each.instructions.map(({ line }) => line)]),
          ];
          expect(instructions.map(({ line }) => line)).toEqual(expected.sort((a, b) => a - b));
          for (const { verdict, what, next } of instructions) {
            expect(what).not.toBe('');
            expect(next === undefined).toBe(verdict !== 'left');
          }
        }
      },
    ),
    { numRuns: 60 },
  );
});
