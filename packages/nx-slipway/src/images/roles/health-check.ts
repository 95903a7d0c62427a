import { execForm } from './exec-form';

/**
 * A probe of a container: a command, or a path of one that listens on PORT. That one fails on every answer that is an
 * error, a missing route included. Neither curl nor a shell is needed, and `http.client` takes no notice of
 * HTTP_PROXY, which `urllib` would send the probe to.
 *
 * @param probe absent where nothing says whether the container is well
 */
export function healthCheck(probe: string | readonly string[] | undefined): readonly string[] {
  if (probe === undefined) return ['HEALTHCHECK NONE'];
  const words = typeof probe === 'string' ? ['python', '-c', requestOf(probe)] : probe;
  return [
    [
      'HEALTHCHECK --interval=30s --timeout=3s --start-period=30s --start-interval=1s \\',
      `    ${execForm('CMD', words)}`,
    ].join('\n'),
  ];
}

function requestOf(path: string): string {
  return [
    'import http.client, os',
    "probe = http.client.HTTPConnection('127.0.0.1', int(os.environ['PORT']), timeout=2)",
    `probe.request('GET', '${path}')`,
    'status = probe.getresponse().status',
    // The engine keeps it in its log of the probe: `docker inspect --format '{{json .State.Health}}'`.
    `raise SystemExit(status >= 400 and 'GET ${path} answered ' + str(status))`,
  ].join('; ');
}

/** The path that a generated probe asks for; undefined where the instruction is another one. */
export function healthPathOf(instruction: string): string | undefined {
  return /probe\.request\('GET', '(?<path>\/[^']*)'\)/.exec(instruction)?.groups?.path;
}
