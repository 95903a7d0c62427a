import { createServer } from 'node:net';
import { hostPort } from '../../images/nx/published-ports';
import type { Problem } from '../../problems/problem';

/**
 * Returns a problem for each port of this machine that something else listens on, with the call that publishes
 * another one.
 *
 * @param ports as they are published: `127.0.0.1:8000:8000`
 * @param command how the task is called: `nx run-image api`
 */
export async function findTakenPorts(
  ports: readonly string[],
  command: string,
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const published of ports) {
    const place = hostPort(published);
    if (!place || (await isFree(place.host, place.port))) continue;
    const free = await nextFree(place.host, place.port + 1);
    const instead = ports.map((each) =>
      each === published ? each.replace(`${place.port}:`, `${free}:`) : each,
    );
    const options = instead.map((each) => `--ports=${each}`).join(' ');
    problems.push({ kind: 'port-taken', ...place, command: `${command} ${options}` });
  }
  return problems;
}

async function nextFree(host: string, from: number): Promise<number> {
  for (let port = from; port < from + 100; port += 1) if (await isFree(host, port)) return port;
  return from;
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((answer) => {
    const server = createServer()
      .once('error', ({ code }: NodeJS.ErrnoException) => answer(code !== 'EADDRINUSE'))
      .once('listening', () => server.close(() => answer(true)))
      .listen(port, host);
  });
}
