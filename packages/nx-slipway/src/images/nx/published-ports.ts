/** Where a port of a container is on the host. */
export interface HostPort {
  readonly host: string;
  readonly port: number;
}

/**
 * Publishes the ports that an image exposes under the same numbers, for this machine only. One port follows PORT,
 * if the container is given that.
 *
 * @param exposed such as `8000/tcp`
 */
export function publishedPorts(
  exposed: readonly string[],
  env: Readonly<Record<string, string>> = {},
): readonly string[] {
  const [only, ...more] = exposed;
  const { PORT = '' } = env;
  const ports =
    only !== undefined && more.length === 0 && /^\d+$/.test(PORT)
      ? [only.replace(/^\d+/, PORT)]
      : exposed;
  return ports.map((each) => {
    const [port, protocol = 'tcp'] = each.split('/');
    return `127.0.0.1:${port}:${port}${protocol === 'tcp' ? '' : `/${protocol}`}`;
  });
}

/** Where a published TCP port is on the host; undefined where the engine chooses it, or it is no TCP. */
export function hostPort(published: string): HostPort | undefined {
  const pattern = /^(?:(?<host>\[[^\]]+\]|[^:[\]]+):)?(?<port>\d+):\d+(?:\/tcp)?$/;
  const { host = '0.0.0.0', port } = pattern.exec(published)?.groups ?? {};
  return port === undefined ? undefined : { host: host.replace(/[[\]]/g, ''), port: Number(port) };
}

/** URLs under which the published ports are reached from this machine, if they speak HTTP. */
export function hostUrls(ports: readonly string[]): readonly string[] {
  return ports.flatMap((published) => {
    const place = hostPort(published);
    if (!place) return [];
    const { host, port } = place;
    const name = host === '0.0.0.0' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
    return [`http://${name}:${port}`];
  });
}
