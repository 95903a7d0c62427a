import { execForm } from './exec-form';

/**
 * A probe of a container that listens on PORT. It fails on every answer that is an error, a missing route
 * included. Neither curl nor a shell is needed, and `http.client` takes no notice of HTTP_PROXY, which
 * `urllib` would send the probe to.
 *
 * @param path absent where the application has no route that says whether it is well
 */
export function healthCheck(path: string | undefined): readonly string[] {
  if (path === undefined) return ['HEALTHCHECK NONE'];
  const probe = [
    'import http.client, os',
    "probe = http.client.HTTPConnection('127.0.0.1', int(os.environ['PORT']), timeout=2)",
    `probe.request('GET', '${path}')`,
    'status = probe.getresponse().status',
    // The engine keeps it in its log of the probe: `docker inspect --format '{{json .State.Health}}'`.
    `raise SystemExit(status >= 400 and 'GET ${path} answered ' + str(status))`,
  ].join('; ');
  return [
    [
      'HEALTHCHECK --interval=30s --timeout=3s --start-period=30s --start-interval=1s \\',
      `    ${execForm('CMD', ['python', '-c', probe])}`,
    ].join('\n'),
  ];
}

/** The path that a generated probe asks for; undefined where the instruction is another one. */
export function healthPathOf(instruction: string): string | undefined {
  return /probe\.request\('GET', '(?<path>\/[^']*)'\)/.exec(instruction)?.groups?.path;
}
