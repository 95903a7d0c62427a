import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../src/process/run-command';

/** One line of compiled requirements. */
export interface Pin {
  readonly name: string;
  readonly version: string;
  readonly marker?: string;
  /** `sha256:…` */
  readonly hashes: readonly string[];
  /** Its wheel for every machine; absent where it has none. */
  readonly wheel?: { readonly url: string; readonly hash: string };
}

/** Small real packages: without dependencies, with some, with extras, with wheels per platform. */
const ROOTS = [
  ...['six', 'idna', 'iniconfig', 'packaging', 'attrs', 'click', 'markupsafe', 'jinja2', 'toml'],
  ...['requests[socks]', 'coverage[toml]', 'importlib-metadata', 'zope.interface', 'httpx'],
  // Versions that others contradict.
  ...['six==1.16.0', 'idna==3.7'],
];

/**
 * Compiles small real packages with the host's uv, each with all that it needs; by what was asked for.
 *
 * @param folder absolute, for files
 * @param index URL of an index whose wheels are named, with a slash at its end
 */
export async function realPins(
  folder: string,
  index: string,
): Promise<ReadonlyMap<string, readonly Pin[]>> {
  const compiled = await Promise.all(
    ROOTS.map(async (root, index): Promise<[string, readonly Pin[]]> => {
      const file = join(folder, `root-${index}.in`);
      writeFileSync(file, `${root}\n`);
      const { exitCode, stdout, stderr } = await runCommand({
        command: 'uv',
        args: [
          ...['pip', 'compile', '--universal', '--generate-hashes', '--no-annotate'],
          ...['--no-header', '--python-version', '3.11', file],
        ],
        cwd: folder,
        env: { UV_PYTHON_DOWNLOADS: 'never', NO_COLOR: '1' },
      });
      if (exitCode !== 0) throw new Error(`uv does not compile ${root}: ${stderr}`);
      return [root, parseCompiled(stdout)];
    }),
  );
  const names = new Set(compiled.flatMap(([, pins]) => pins.map(({ name }) => name)));
  const pages = new Map(
    await Promise.all([...names].map(async (name) => [name, await filesOf(index, name)] as const)),
  );
  return new Map(
    compiled.map(([root, pins]) => [
      root,
      pins.map((pin) => {
        const wheel = pages
          .get(pin.name)
          ?.find(
            ({ url, hash }) =>
              url.includes(`-${pin.version}-`) &&
              url.endsWith('-none-any.whl') &&
              pin.hashes.includes(hash),
          );
        return { ...pin, ...(wheel && { wheel }) };
      }),
    ]),
  );
}

/** The files that an index has of a package (PEP 503). */
async function filesOf(index: string, name: string): Promise<readonly NonNullable<Pin['wheel']>[]> {
  const page = new URL(`${name}/`, index);
  const html = await (await fetch(page, { headers: { accept: 'text/html' } })).text();
  return Array.from(html.matchAll(/href="([^"#]+)#sha256=(\w+)"/g), ([, path = '', hash]) => ({
    url: new URL(path, page).href,
    hash: `sha256:${hash}`,
  }));
}

function parseCompiled(text: string): readonly Pin[] {
  const line = /^([\w.-]+)==(\S+)(?: ; (.*?))? \\\n((?: {4}--hash=\S+(?: \\)?\n)+)/gm;
  return Array.from(text.matchAll(line), ([, name = '', version = '', marker, hashes = '']) => ({
    name,
    version,
    ...(marker && { marker }),
    hashes: Array.from(hashes.matchAll(/--hash=(\S+)/g), ([, hash = '']) => hash),
  }));
}
