import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { enginePlace } from '../engine-place.ts';
import { makeOnce } from '../machine/make-once.ts';
import { installGo } from './install-go.ts';
import { installIndexProxy } from './install-index-proxy.ts';

/** Programs of one Go module that no package registry has ready. */
export interface GoPrograms {
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
}

/**
 * Builds programs once per machine, which takes some minutes the first time.
 * @returns the folder they are in
 */
export async function buildGoPrograms(programs: GoPrograms): Promise<string> {
  const { title, source, version, packages, flags = [] } = programs;
  const place = enginePlace();
  const made = join(place.cache, `${source}-${version}`);
  // Its pip is one that is surely there: Debian's own Python has none.
  await installIndexProxy(place);
  await makeOnce(place, `build ${title}`, made, async (half, run) => {
    const folder = join(half, 'go');
    const go = await installGo(place, folder, run);
    const sources = join(half, 'source');
    await cp(fileURLToPath(new URL(source, import.meta.url)), sources, { recursive: true });
    await run(go, ['build', '-trimpath', ...flags, `-o=${half}/`, ...packages], {
      cwd: sources,
      env: { CGO_ENABLED: '0', GOTOOLCHAIN: 'local', GOFLAGS: '-mod=readonly' },
    });
    await rm(folder, { recursive: true });
    await rm(sources, { recursive: true });
  });
  return made;
}
