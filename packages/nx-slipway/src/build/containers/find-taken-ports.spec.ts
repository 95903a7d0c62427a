import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { formatProblem } from '../../problems/format-problem';
import { findTakenPorts } from './find-taken-ports';

test('a port that something listens on is named with a call that publishes a free one', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const problems = await findTakenPorts([`127.0.0.1:${port}:8000`, '9000'], 'nx run-image api');
  server.close();
  await once(server, 'close');
  const [text = ''] = problems.map(formatProblem);
  expect(text).toMatch(
    new RegExp(
      `^port ${port} of 127\\.0\\.0\\.1 is already in use\n  Publish another one: nx run-image api --ports=127\\.0\\.0\\.1:\\d+:8000 --ports=9000$`,
    ),
  );
  expect(text).not.toContain(`:${port}:`);
  expect(await findTakenPorts([`127.0.0.1:${port}:8000`], 'nx run-image api')).toEqual([]);
});
