/** Hashes of the files that a wheel installs, by path relative to site-packages. */
export type RecordedFiles = ReadonlyMap<string, string>;

/**
 * Reads the RECORD of a wheel: what it installs, and the hash of each file. Bytecode, what has no hash, and
 * headers, which each package has in a folder of its own, are left out.
 *
 * Rule: PyPA's specifications "Recording installed projects" and "Binary distribution format", where files below
 * `*.data` are moved: `purelib` and `platlib` to site-packages, `scripts` and `data` to the environment's own folders.
 */
export function parseWheelRecord(text: string): RecordedFiles {
  return new Map(
    text.split(/\r?\n/).flatMap((line): readonly [string, string][] => {
      const [path = '', hash = ''] = cellsOf(line);
      const isLeftOut = path.endsWith('.pyc') || /^[^/]+\.data\/headers\//.test(path);
      return path === '' || hash === '' || isLeftOut ? [] : [[installedPath(path), hash]];
    }),
  );
}

/** Cells of a line of comma-separated values; one that holds a comma is in quotes. */
function cellsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain = '']) =>
    quoted === undefined ? plain : quoted.replaceAll('""', '"'),
  );
}

function installedPath(path: string): string {
  const [, scheme = '', rest = ''] = /^[^/]+\.data\/([^/]+)\/(.+)$/.exec(path) ?? [];
  switch (scheme) {
    case '':
      return path.replace(/^(\.\/)+/, '');
    case 'purelib':
    case 'platlib':
      return rest;
    case 'scripts':
      return `../../../bin/${rest}`;
    default:
      return `../../../${rest}`;
  }
}
