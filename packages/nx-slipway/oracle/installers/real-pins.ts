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
}

/** Small real packages: without dependencies, with some, with extras, with wheels per platform. */
const ROOTS = [
  ...['six', 'idna', 'iniconfig', 'packaging', 'attrs', 'click', 'markupsafe', 'jinja2', 'toml'],
  ...['requests[socks]', 'coverage[toml]', 'importlib-metadata', 'zope.interface', 'httpx'],
  // Versions that others contradict.
  ...['six==1.16.0', 'idna==3.7'],
];

/** Compiles small real packages with the host's uv, each with all that it needs; by what was asked for. */
export async function realPins(folder: string): Promise<ReadonlyMap<string, readonly Pin[]>> {
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
  return new Map(compiled);
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
