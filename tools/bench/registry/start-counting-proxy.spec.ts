import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { startCountingProxy } from './start-counting-proxy.ts';

test('passes everything on as it was asked, and counts what was sent and answered', async () => {
  const seen: string[] = [];
  const behind = createServer(async (asked, answer) => {
    let body = '';
    for await (const chunk of asked) body += chunk;
    seen.push(`${asked.method} ${asked.url} ${asked.headers.host} ${body}`);
    answer.writeHead(201, { 'docker-content-digest': 'sha256:1' }).end('made');
  });
  await new Promise<void>((resolve) => behind.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void behind.close());
  const { port } = behind.address() as AddressInfo;
  const proxy = await startCountingProxy(`127.0.0.1:${port}`);
  onTestFinished(proxy.stop);
  const base = `http://${proxy.registry}/v2`;

  const put = await fetch(`${base}/a/manifests/latest`, { method: 'PUT', body: '12345' });
  await (await fetch(`${base}/`)).text();

  expect([put.status, put.headers.get('docker-content-digest'), await put.text()]).toEqual([
    201,
    'sha256:1',
    'made',
  ]);
  expect(seen).toEqual([
    `PUT /v2/a/manifests/latest ${proxy.registry} 12345`,
    `GET /v2/ ${proxy.registry} `,
  ]);
  expect([proxy.pushedBytes(), proxy.pulledBytes()]).toEqual([5, 8]);
});
