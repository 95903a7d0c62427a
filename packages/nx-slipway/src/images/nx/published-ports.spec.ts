import { expect, test } from 'vitest';
import { hostPort, hostUrls, publishedPorts } from './published-ports';

test.each<[string, readonly string[], Record<string, string>, readonly string[]]>([
  [
    'the same numbers',
    ['8000/tcp', '9000/udp'],
    {},
    ['127.0.0.1:8000:8000', '127.0.0.1:9000:9000/udp'],
  ],
  ['that of PORT', ['8000/tcp'], { PORT: '9000' }, ['127.0.0.1:9000:9000']],
  [
    'none of several by PORT',
    ['1/tcp', '2/tcp'],
    { PORT: '9' },
    ['127.0.0.1:1:1', '127.0.0.1:2:2'],
  ],
  ['no port', [], { PORT: '9000' }, []],
])('exposed ports are published under %s', (_, exposed, env, ports) =>
  expect(publishedPorts(exposed, env)).toEqual(ports),
);

test.each([
  ['8080:8000', { host: '0.0.0.0', port: 8080 }, ['http://127.0.0.1:8080']],
  ['127.0.0.1:80:8000/tcp', { host: '127.0.0.1', port: 80 }, ['http://127.0.0.1:80']],
  ['[::1]:80:8000', { host: '::1', port: 80 }, ['http://[::1]:80']],
  ['8000', undefined, []],
  ['53:53/udp', undefined, []],
])('%s is on the host', (published, place, urls) => {
  expect(hostPort(published)).toEqual(place);
  expect(hostUrls([published])).toEqual(urls);
});
