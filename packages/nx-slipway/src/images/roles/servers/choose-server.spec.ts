import { expect, test } from 'vitest';
import { chooseServer, type ServerFacts } from './choose-server';
import type { Interface, ServerName } from './server';

function choose(
  wanted: ServerName | undefined,
  names: readonly string[],
  facts: Partial<ServerFacts> & { interface?: Interface; isFactory?: boolean } = {},
) {
  const versions = names.map((each): [string, string | undefined] => {
    const [name = '', version] = each.split('==');
    return [name, version];
  });
  return chooseServer(wanted, {
    app: {
      app: 'a:app',
      interface: facts.interface ?? 'asgi',
      isFactory: facts.isFactory ?? false,
    },
    versions: new Map(versions),
    direct: new Set(facts.direct ?? []),
    hasFastapiSettings: facts.hasFastapiSettings ?? false,
  });
}

test.each<[string, readonly string[], Parameters<typeof choose>[2], ServerName]>([
  ['the only one', ['uvicorn'], {}, 'uvicorn'],
  ['gunicorn before its worker', ['gunicorn==21.2.0', 'uvicorn', 'uvicorn-worker'], {}, 'gunicorn'],
  ['gunicorn with the older worker', ['gunicorn==21.2.0', 'uvicorn'], {}, 'gunicorn'],
  ['gunicorn alone, with its own worker', ['gunicorn==24.0.0'], {}, 'gunicorn'],
  ['gunicorn for WSGI', ['gunicorn==21.2.0'], { interface: 'wsgi' }, 'gunicorn'],
  [
    'what is declared',
    ['gunicorn==25.1.0', 'granian'],
    { direct: new Set(['granian']) },
    'granian',
  ],
  ['uWSGI', ['uwsgi', 'uvicorn'], { interface: 'wsgi' }, 'uwsgi'],
  ['uWSGI as a wheel', ['pyuwsgi==2.0.30'], { interface: 'wsgi' }, 'uwsgi'],
  [
    'the wheel that is declared',
    ['gunicorn==27.0.0', 'pyuwsgi'],
    { interface: 'wsgi', direct: new Set(['pyuwsgi']) },
    'uwsgi',
  ],
  ['gunicorn for aiohttp', ['gunicorn==20.0.0', 'uvicorn'], { interface: 'aiohttp' }, 'gunicorn'],
  ['what FastAPI brings', ['fastapi-cli', 'uvicorn'], {}, 'uvicorn'],
  [
    '`fastapi run` where it has settings',
    ['fastapi-cli==0.0.20', 'uvicorn'],
    { hasFastapiSettings: true },
    'fastapi',
  ],
  [
    'a server that is declared before `fastapi run`',
    ['fastapi-cli', 'uvicorn'],
    { hasFastapiSettings: true, direct: new Set(['uvicorn']) },
    'uvicorn',
  ],
])('%s', (_, names, facts, server) => expect(choose(undefined, names, facts)).toEqual({ server }));

test.each<
  [string, ServerName | undefined, readonly string[], Parameters<typeof choose>[2], object]
>([
  ['none', undefined, ['fastapi'], {}, { unfit: [], others: [] }],
  ['another one', 'gunicorn', ['uvicorn'], {}, { unfit: [], others: ['uvicorn'] }],
  [
    'a gunicorn that serves no ASGI',
    undefined,
    ['gunicorn==21.2.0'],
    {},
    { unfit: ['gunicorn 21.2.0 serves ASGI applications with uvicorn-worker only'], others: [] },
  ],
  [
    'uWSGI for ASGI',
    'uwsgi',
    ['pyuwsgi', 'granian'],
    {},
    { unfit: ['uwsgi does not serve ASGI applications'], others: ['granian'] },
  ],
  [
    'a server of another interface',
    undefined,
    ['uvicorn', 'hypercorn'],
    { interface: 'aiohttp' },
    {
      unfit: [
        'hypercorn does not serve applications of aiohttp',
        'uvicorn does not serve applications of aiohttp',
      ],
      others: [],
    },
  ],
  [
    '`fastapi run` for WSGI',
    'fastapi',
    ['fastapi-cli==0.0.20', 'gunicorn==25.0.0'],
    { interface: 'wsgi' },
    { unfit: ['`fastapi run` does not serve WSGI applications'], others: ['gunicorn'] },
  ],
  [
    'an old fastapi-cli',
    'fastapi',
    ['fastapi-cli==0.0.5', 'uvicorn'],
    {},
    {
      unfit: ['fastapi-cli 0.0.5 does not know --entrypoint and PORT, which need 0.0.12'],
      others: ['uvicorn'],
    },
  ],
  [
    '`fastapi run` of a factory',
    'fastapi',
    ['fastapi-cli==0.0.20', 'uvicorn'],
    { isFactory: true },
    {
      unfit: ['`fastapi run` cannot call a function that makes the application'],
      others: ['uvicorn'],
    },
  ],
])('%s is installed', (_, wanted, names, facts, expected) =>
  expect(choose(wanted, names, facts)).toEqual(expected),
);
