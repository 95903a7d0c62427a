import { expect, test } from 'vitest';
import { mayNamePaths, type OldImage, oldWords } from './old-words';

const IMAGE: OldImage = {
  files: ['manage.py', 'shop/settings.py', 'docker/uwsgi.ini'],
  moves: [{ from: '/opt/shop', to: '/app' }],
  environments: ['/opt/pysetup/env'],
};

function found(file: string, text: string, image: Partial<OldImage> = {}): readonly string[] {
  return oldWords(new Map([[file, text]]), { ...IMAGE, ...image }).map(
    ({ line, words, now }) => `${line} ${words} -> ${now}`,
  );
}

test.each<[string, string, string[]]>([
  ['docker/uwsgi.ini', '[uwsgi]\nchdir = /opt/shop\n', ['2 /opt/shop -> /app']],
  ['run.sh', '#!/bin/sh\ncd /opt/shop/ && ./manage.py run', ['2 /opt/shop -> /app']],
  ['run.sh', '#!/opt/shop/bin/x\n', ['1 /opt/shop/bin/x -> /app/bin/x']],
  [
    'run.sh',
    '. /opt/pysetup/env/bin/activate',
    ['1 /opt/pysetup/env/bin/activate -> /venv/bin/activate'],
  ],
  ['run.sh', 'source /srv/.venv/bin/activate', ['1 /srv/.venv/bin/activate -> /venv/bin/activate']],
  ['start', 'exec uv run gunicorn shop', ['1 uv run -> the program alone']],
  ['start', 'a && poetry run alembic upgrade head', ['1 poetry run -> the program alone']],
  ['shop/settings.py', 'BASE = "/opt/shop/shop"\n', ['1 /opt/shop/shop -> /app/shop']],
  ['run.sh', 'cd /opt/shop\ncd /opt/shop\n', ['1 /opt/shop -> /app']],
  ['run.sh', '# cd /opt/shop\ncd /opt/shops\ncurl https://x.example/opt/shop\n', []],
  ['run.sh', 'cd "$HOME/opt/shop"\n. /venv/bin/activate\ncd /app\n', []],
  ['shop/settings.py', 'command = "uv run x"\nvenv = "/x/.venv/bin"\n', []],
])('%s: %j', (file, text, expected) => expect(found(file, text)).toEqual(expected));

test('one folder in code may be a route', () => {
  const image = { moves: [{ from: '/code', to: '/app' }] };
  expect(found('shop/urls.py', 'get("/code")\nget("/code/{id}")\n', image)).toEqual([]);
  expect(found('shop/urls.py', 'open("/code/shop/x.txt")\n', image)).toEqual([
    '1 /code/shop/x.txt -> /app/shop/x.txt',
  ]);
  expect(found('run.sh', 'cd /code\n', image)).toEqual(['1 /code -> /app']);
});

test.each(['entrypoint.sh', 'bin/start', 'uwsgi.ini', 'conf/gunicorn.conf.py', '.env'])(
  '%s is read',
  (file) => expect(mayNamePaths(file)).toBe(true),
);
test.each(['static/app.js', 'logo.png', 'README.md', 'docker/Dockerfile', 'docker-compose.yml'])(
  '%s is not',
  (file) => expect(mayNamePaths(file)).toBe(false),
);
