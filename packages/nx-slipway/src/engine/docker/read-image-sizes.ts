import type { RunCommand } from '../../process/run-command';

/**
 * Sizes of images in the engine's store as `docker image ls` words them (`211MB`), by reference: one
 * question for all. Images that are not there are left out.
 */
export async function readImageSizes(
  references: readonly string[],
  { run, cwd }: { readonly run: RunCommand; readonly cwd: string },
): Promise<ReadonlyMap<string, string>> {
  if (references.length === 0) {
    return new Map();
  }
  const { stdout } = await run({
    command: 'docker',
    args: [
      'image',
      'ls',
      '--format={{.Repository}}:{{.Tag}} {{.Size}}',
      ...references.map((reference) => `--filter=reference=${reference}`),
    ],
    cwd,
  });
  const sizes = new Map(
    stdout.split('\n').map((line): [string, string] => {
      const [tag = '', size = ''] = line.split(' ');
      return [tag, size];
    }),
  );
  return new Map(
    references.flatMap((reference) => {
      const size = sizes.get(reference) ?? sizes.get(`${reference}:latest`);
      return size === undefined ? [] : [[reference, size]];
    }),
  );
}
