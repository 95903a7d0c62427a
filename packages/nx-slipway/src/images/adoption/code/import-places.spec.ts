import { expect, test } from 'vitest';
import { readOnlyAdoption } from '../../../../test-support/read-only-adoption';
import type { AdoptionFacts } from '../adoption';

const INSTALL = 'RUN uv sync --frozen --no-dev --no-install-project';

test('modules beside the pyproject are sources, and what lies beside them comes with them', () => {
  const files = ['__init__.py', 'contacts.py', 'db.py', 'logging.conf', 'uv.lock'];
  const { options } = readOnlyAdoption(
    `${INSTALL}\nWORKDIR /srv\nCOPY . .\nCMD ["gunicorn", "contacts:create_app()"]`,
    { files },
  );
  expect(options).toMatchObject({
    ...{ sources: ['contacts.py', 'db.py'], files: ['__init__.py', 'logging.conf'] },
    ...{ workdir: '/app', command: ['gunicorn', 'contacts:create_app()'] },
  });
});

const WORKER: Partial<AdoptionFacts> = {
  context: '.',
  files: ['__init__.py', 'celery_app.py', 'tasks/__init__.py', 'tasks/a.py'],
};

test.each([
  ['celery -A services.api.celery_app worker', ''],
  ['celery -A celery_app worker', 'ENV PYTHONPATH=/srv:/srv/services\n'],
])('%s: code that a longer name imports stays where it was', (command, env) => {
  const { options, carried } = readOnlyAdoption(
    `${INSTALL}\n${env}WORKDIR /srv\nCOPY services/api ./services/api\nCMD ${command}`,
    WORKER,
  );
  expect(options).toMatchObject({ sources: [], workdir: '/srv' });
  expect(carried.copies).toEqual([
    'COPY services/api/__init__.py /srv/services/api/__init__.py',
    'COPY services/api/celery_app.py /srv/services/api/celery_app.py',
    'COPY services/api/tasks/ /srv/services/api/tasks/',
  ]);
  expect(carried.settings).toEqual(env === '' ? [] : ['ENV PYTHONPATH=/srv:/srv/services']);
});

const SRC = {
  files: ['src/main.py', 'src/shop/__init__.py'],
  packages: [{ name: 'shop', path: 'src/shop' }],
};

test.each([
  ['["uvicorn", "src.main:app"]', '', { sources: ['src'], files: [], workdir: '/app' }],
  ['["python", "./src/main.py"]', '', { sources: [], files: ['src'], workdir: '/srv' }],
  [
    '["python", "-m", "src.main"]',
    'ENV PYTHONPATH=/srv\n',
    { sources: ['src'], files: [], workdir: '/app' },
  ],
])('%s names the folder of the sources, which so keeps its name', (command, env, expected) => {
  const { options } = readOnlyAdoption(
    `${INSTALL}\n${env}WORKDIR /srv\nCOPY src ./src\nCMD ${command}`,
    SRC,
  );
  expect(options).toMatchObject(expected);
});

test.each([
  ['["uvicorn", "main:app"]', 'ENV PYTHONPATH=/srv/src\n'],
  ['["uvicorn", "--app-dir", "/srv/src", "main:app"]', ''],
])('%s: the content of src is on the import path', (command, env) => {
  const { options } = readOnlyAdoption(
    `${INSTALL}\n${env}WORKDIR /srv\nCOPY src ./src\nCMD ${command}`,
    SRC,
  );
  expect(options).toMatchObject({ sources: ['src'], files: [], workdir: '/srv' });
});

test('a folder src of a project that has no src layout keeps its place', () => {
  const { options } = readOnlyAdoption(
    'WORKDIR /srv\nCOPY run.py ./\nCOPY src ./src\nCMD ["python", "run.py"]',
    {
      files: ['run.py', 'src/main.py'],
    },
  );
  expect(options).toMatchObject({ sources: ['run.py'], files: ['src'], workdir: '/app' });
});

test('what is not there before the build is copied as the old file copies it', () =>
  expect(readOnlyAdoption('WORKDIR /srv\nCOPY dist ./dist').carried.copies).toEqual([
    'COPY services/api/dist/ /srv/dist/',
  ]));

const NESTED = {
  files: ['src/__init__.py', 'src/app/__init__.py', 'src/app/main.py'],
  packages: [{ name: 'src', path: 'src' }],
};

test.each<[string, object, string[]]>([
  [
    'COPY src/app /srv/app\nCMD ["uvicorn", "app.main:app"]',
    { sources: [], workdir: '/srv' },
    ['COPY services/api/src/app/ /srv/app/'],
  ],
  [
    'COPY src/app/main.py ./\nCMD ["uvicorn", "main:app"]',
    { sources: [], workdir: '/srv', files: [] },
    ['COPY services/api/src/app/main.py /srv/main.py'],
  ],
  ['COPY src/app ./src/app\nCMD ["uvicorn", "src.app.main:app"]', { workdir: '/app' }, []],
])(
  'a package that loses the name of the one around it stays where it was: %j',
  (lines, options, copies) => {
    const adopted = readOnlyAdoption(`${INSTALL}\nWORKDIR /srv\n${lines}`, NESTED);
    expect(adopted.options).toMatchObject(options);
    expect(adopted.carried.copies).toEqual(copies);
  },
);
