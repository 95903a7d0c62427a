import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clientProxies } from './client-proxies';

function proxiesOf(config: string): Readonly<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'client-proxies-'));
  writeFileSync(join(folder, 'config.json'), config);
  const proxies = clientProxies({ DOCKER_CONFIG: folder });
  rmSync(folder, { recursive: true });
  return proxies;
}

function configured(httpProxy: string, host = 'default'): string {
  return JSON.stringify({ proxies: { [host]: { httpProxy, noProxy: '' } } });
}

test('a proxy is a build argument of both names, and its address is not in it', () => {
  const proxies = proxiesOf(configured('http://user:secret@proxy.example'));
  expect(Object.keys(proxies)).toEqual(['HTTP_PROXY', 'http_proxy']);
  expect(JSON.stringify(proxies)).not.toContain('secret');
});

test('another address, and one of another engine, is another value', () => {
  const values = [
    configured('http://a'),
    configured('http://b'),
    configured('http://a', 'tcp://c'),
  ];
  expect(new Set(values.map((each) => proxiesOf(each).HTTP_PROXY)).size).toBe(3);
});

test.each(['', '{}', '{"proxies":{"default":{}}}', '{"proxies":null}'])('%j has none', (text) => {
  expect(proxiesOf(text)).toEqual({});
});
