import type { RunCommand } from './run-command';

/**
 * Sizes of images in the engine's store, in bytes, by reference: one question for all. Images that are
 * not there are left out.
 */
export async function readImageSizes(
  references: readonly string[],
  { run, cwd }: { readonly run: RunCommand; readonly cwd: string },
): Promise<ReadonlyMap<string, number>> {
  if (references.length === 0) {
    return new Map();
  }
  const { stdout } = await run({
    command: 'docker',
    args: ['image', 'inspect', '--format={{json .RepoTags}} {{.Size}}', ...references],
    cwd,
  });
  const sizes = new Map<string, number>();
  for (const [, tags, size] of stdout.matchAll(/^(\[.*\]) (\d+)$/gm)) {
    for (const tag of JSON.parse(tags ?? '[]') as string[]) {
      sizes.set(tag, Number(size));
    }
  }
  return new Map(
    references.flatMap((reference) => {
      const size = sizes.get(reference) ?? sizes.get(`${reference}:latest`);
      return size === undefined ? [] : [[reference, size]];
    }),
  );
}
