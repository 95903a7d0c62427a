import { expect, test } from 'vitest';
import { portOfCommand } from './command-port';

test.each<[string, number | undefined]>([
  ['gunicorn --bind 0.0.0.0:8001 api.app:app', 8001],
  ['gunicorn -b :8002 api.app:app', 8002],
  ['uwsgi --http-socket=:8003 --module=api', 8003],
  ['waitress-serve --listen=*:8004 api:app', 8004],
  ['uvicorn api.app:app --port 8005', 8005],
  ['streamlit run app.py --server.port=8006', 8006],
  ['streamlit run app.py --server.port 8007', 8007],
  ['flask run -h 0.0.0.0 -p 8008', 8008],
  ['daphne -b 0.0.0.0 -p 8009 shop.asgi:application', 8009],
  ['python manage.py runserver 0.0.0.0:8010', 8010],
  ['python manage.py runserver 8011', 8011],
  [`uvicorn api.app:app --host 0.0.0.0 --port \${PORT:-8012}`, 8012],
  [`gunicorn -b :\${PORT:-8013} api.app:app`, 8013],
  // Their own ports.
  ['uvicorn --host=0.0.0.0 api.app:app', 8000],
  ['/venv/bin/uvicorn api.app:app --host 0.0.0.0', 8000],
  ['fastapi run --workers 4', 8000],
  ['fastapi dev --host 0.0.0.0 src/api', 8000],
  ['streamlit run app.py', 8501],
  ['flask --app hello run --host=0.0.0.0', 5000],
  // Nobody reaches these from outside, or a file or the shell says where they listen.
  ['uvicorn api.app:app', undefined],
  ['uvicorn api.app:app --host 127.0.0.1', undefined],
  ['fastapi dev src/api', undefined],
  ['flask run', undefined],
  ['uvicorn api.app:app --host 0.0.0.0 --port $PORT', undefined],
  ['hypercorn -c hypercorn.toml api:app', undefined],
  ['gunicorn api.app:app', undefined],
  ['python -m api', undefined],
])('%s: %s', (command, port) => expect(portOfCommand(command.split(' '))).toBe(port));

test('of a script of a shell its last program counts', () => {
  const script = 'alembic upgrade head && exec uvicorn api.app:app --host 0.0.0.0';
  expect(portOfCommand(['/bin/sh', '-c', script])).toBe(8000);
  expect(portOfCommand(['sh', '-c', `${script} && echo ended`])).toBeUndefined();
});

test.each<[string, Readonly<Record<string, string>>, number | undefined]>([
  ['flask run', { FLASK_RUN_PORT: '8000', FLASK_RUN_HOST: '0.0.0.0' }, 8000],
  ['flask run', { FLASK_RUN_HOST: '0.0.0.0' }, 5000],
  ['flask run', { FLASK_RUN_PORT: '8000' }, undefined],
  ['uvicorn api:app --host 0.0.0.0', { UVICORN_PORT: '9000' }, 9000],
  ['streamlit run app.py', { STREAMLIT_SERVER_ADDRESS: 'localhost' }, undefined],
])('%s with %j: %s', (command, env, port) =>
  expect(portOfCommand(command.split(' '), new Map(Object.entries(env)))).toBe(port),
);
