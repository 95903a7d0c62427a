import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { announceAddresses } from './announce-addresses';

/** Listens on a port of this machine, and does something with each connection. */
async function listen(take: (socket: Socket) => void, port = 0): Promise<Server> {
  const server = createServer((socket) => take(socket.on('error', () => {})));
  onTestFinished(() => void server.close());
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/** What is said within a second and a half of a container's start. */
async function said(ports: readonly string[], start: () => Promise<unknown>) {
  const announce = await announceAddresses(ports);
  const abort = new AbortController();
  const urls: string[] = [];
  const announcing = announce((url) => urls.push(url), abort.signal);
  await start();
  await setTimeout(1500);
  abort.abort();
  await announcing;
  return urls;
}

test('an address is said once its program listens, and not while the engine closes connections', async () => {
  const isUp = { value: false };
  const server = await listen((socket) => isUp.value || socket.destroy());
  const port = portOf(server);
  const ports = [`127.0.0.1:${port}:8000`, '127.0.0.1:53:53/udp'];
  expect(await said(ports, async () => undefined)).toEqual([]);
  const urls = await said(ports, async () => {
    isUp.value = true;
  });
  expect(urls).toEqual([`http://127.0.0.1:${port}`]);
});

test('so is that of a server that speaks first, and of a port that is opened late', async () => {
  const closed = await listen(() => {});
  const port = portOf(closed);
  await new Promise((done) => closed.close(done));
  const urls = await said([`${port}:25`], async () => {
    await setTimeout(300);
    await listen((socket) => socket.write('220 ready\r\n'), port);
  });
  expect(urls).toEqual([`http://127.0.0.1:${port}`]);
});

test('what answers before the container is started is somebody else’s', async () => {
  const server = await listen(() => {});
  expect(await said([`127.0.0.1:${portOf(server)}:8000`], async () => undefined)).toEqual([]);
});
