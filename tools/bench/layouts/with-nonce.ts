/**
 * A Dockerfile that the engine has run no step of: its first step is another one, and its cache mounts are new and
 * empty. A `--no-cache` would leave the mounts full, and emptying the engine's cache would empty that of others.
 *
 * @param bases beginnings of the references of base images that come from elsewhere
 */
export function withNonce(dockerfile: string, nonce: string, bases: readonly string[]): string {
  return dockerfile
    .replace(/^FROM (\S+).*$/gm, (line, reference: string) =>
      bases.some((base) => reference.startsWith(base)) ? `${line}\nENV BENCH_RUN=${nonce}` : line,
    )
    .replace(
      /type=cache,(?:id=[^,\s]+,)?target=([^,\s]+)/g,
      (_, target: string) =>
        `type=cache,id=${nonce}${target.replaceAll('/', '-')},target=${target}`,
    );
}
