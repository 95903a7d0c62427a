import { expect, test } from 'vitest';
import { KEY_LABEL } from '../../images/model/key-label';
import { parseContents, parseInspected } from './read-image-facts';

test.each([
  [{ Test: ['CMD', 'curl', '-f', 'x'] }, ['curl', '-f', 'x']],
  [{ Test: ['CMD-SHELL', 'curl -f x'] }, ['sh', '-c', 'curl -f x']],
  [{ Test: ['NONE'] }, undefined],
  [null, undefined],
])('the probe %j is run as %j', (Healthcheck, expected) =>
  expect(parseInspected('a', JSON.stringify({ Config: { Healthcheck } })).healthcheck).toEqual(
    expected,
  ),
);

test('what an engine says of an image, without its key', () => {
  const Config = {
    ...{ User: '10001', WorkingDir: '/home/app', Entrypoint: null, Cmd: ['api'] },
    Env: ['PORT=8000', 'EMPTY=', 'QUERY=a=b'],
    ExposedPorts: { '9000/tcp': {}, '8000/tcp': {} },
    Labels: { [KEY_LABEL]: '123', a: 'b' },
  };
  expect(parseInspected('acme/api', JSON.stringify({ Id: 'sha256:1', Size: 5, Config }))).toEqual({
    ...{ reference: 'acme/api', id: 'sha256:1', size: 5, user: '10001', workdir: '/home/app' },
    ...{ entrypoint: [], command: ['api'], ports: ['8000/tcp', '9000/tcp'], labels: { a: 'b' } },
    environment: { PORT: '8000', EMPTY: '', QUERY: 'a=b' },
  });
});

test('what an image says of itself', () => {
  const stdout =
    'missing\tlibpq.so.5\t/venv/lib/_psycopg.so\npython\t3.13.5\npackage\tZope.Interface\t7.0\n';
  expect(parseContents(stdout)).toEqual({
    packages: new Map([['zope-interface', '7.0']]),
    missingLibraries: ['libpq.so.5 needed by /venv/lib/_psycopg.so'],
    python: '3.13.5',
  });
  expect(parseContents('')).toEqual({ packages: new Map(), missingLibraries: [] });
});
