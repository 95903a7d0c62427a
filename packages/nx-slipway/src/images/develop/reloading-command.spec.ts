import { expect, test } from 'vitest';
import { servers } from '../roles/servers/servers';
import { reloadingCommand } from './reloading-command';

const FOLDERS = ['/workspace/services/api/src', '/workspace/libs/a b'];
const WATCHED =
  "--reload --reload-dir=/workspace/services/api/src --reload-dir='/workspace/libs/a b'";

test.each([
  ['uvicorn api.app:app --port=$PORT', `uvicorn ${WATCHED} api.app:app --port=$PORT`],
  [
    'gunicorn api.app:app --worker-class=uvicorn_worker.UvicornWorker --graceful-timeout=8',
    `uvicorn ${WATCHED} --host=0.0.0.0 --port=$PORT api.app:app`,
  ],
  [
    "gunicorn -k uvicorn.workers.UvicornWorker 'api.app:make()'",
    `uvicorn ${WATCHED} --factory --host=0.0.0.0 --port=$PORT api.app:make`,
  ],
  ['gunicorn api.app:app --threads=8', 'gunicorn --reload api.app:app --threads=8'],
  ['env A=$B gunicorn api.app:app', 'env A=$B gunicorn --reload api.app:app'],
  ['hypercorn api.app:app', 'hypercorn --reload api.app:app'],
  ['fastapi run --entrypoint=api.app:app', 'fastapi run --reload --entrypoint=api.app:app'],
  ['flask run --port=$PORT', 'flask --debug run --port=$PORT'],
  ['flask --debug run', 'flask --debug run'],
  ['python manage.py runserver 0.0.0.0:8000', 'python manage.py runserver 0.0.0.0:8000'],
])('%s', (text, expected) => {
  expect(reloadingCommand(text, FOLDERS)).toEqual({ text: expected, isOwn: true });
});

test.each(['dramatiq shop.actors', 'celery -A shop worker', 'constructor', 'granian api.app:app'])(
  'another program has to watch for %s',
  (text) => expect(reloadingCommand(text, FOLDERS)).toEqual({ text, isOwn: false }),
);

test.each(Object.entries(servers))('the command of %s is known, or watched', (_, server) => {
  const app = { app: 'api.app:app', isFactory: false, interface: 'asgi' } as const;
  const { args } = server.command(app, new Map([['uvicorn-worker', '1']]));
  const { text, isOwn } = reloadingCommand(args.join(' '), FOLDERS);
  expect(/--reload\b/.test(text) || !isOwn).toBe(true);
});
