import type { MarkerEnvironment } from '../pep508/marker-environment';
import { wheelTags } from './wheel-tags';

/**
 * Returns the text of a lock without the lines of wheels that no image of an environment can install: those
 * of other systems, machines and Pythons. What is locked for them decides nothing, and a lock that gains or
 * loses some of them is the same lock. A package keeps all of them where nothing else of it would be left,
 * so that its installer says in its own words what is missing.
 *
 * Only lines as uv and Poetry lay them out are cut: one file each, in a list `wheels` or `files`.
 */
export function withoutForeignWheels(text: string, environment: MarkerEnvironment): string {
  return text
    .split(/^(?=\[\[package\]\]$)/m)
    .map((block) => {
      const hasSdist = /^sdist = /m.test(block);
      return block.replace(LIST, (whole, _key: string, rows: string) => {
        const all = rows.split(/(?<=\n)/);
        const kept = all.filter((row) => !isForeignRow(row, environment));
        if (kept.length === all.length) return whole;
        if (kept.length > 0) return whole.replace(rows, () => kept.join(''));
        return hasSdist ? '' : whole;
      });
    })
    .join('');
}

const LIST = /^(wheels|files) = \[\n((?: {4}\{.*\},\n)+)\]\n/m;

/** Of uv `url`, `path` or `filename`, of Poetry `file`. */
function isForeignRow(row: string, environment: MarkerEnvironment): boolean {
  const [, file = ''] =
    /\b(?:url|path|file|filename) = "(?:[^"]*\/)?([^"/#?]+\.whl)(?:[#?][^"]*)?"/.exec(row) ?? [];
  return file !== '' && isForeignWheel(decodeURIComponent(file), environment);
}

/**
 * Whether a wheel can surely not be installed on CPython on Linux in an environment. Wheels for musl and
 * for other implementations stay, since an image may start from anything.
 *
 * Rule: PyPA's specification "Platform compatibility tags".
 */
export function isForeignWheel(file: string, { python, machines }: MarkerEnvironment): boolean {
  // The name and the version come before the tags.
  if (file.split('-').length < 5) return false;
  const { pythons, abis, platforms } = wheelTags(file);
  const minor = python === undefined ? undefined : Number(python.split('.')[1]);
  const isElsewhere = (platform: string): boolean =>
    OTHER_SYSTEMS.test(platform) ||
    (/^(many|musl)?linux/.test(platform) &&
      !machines.some((each) => platform.endsWith(`_${each}`)));
  return (
    platforms.every(isElsewhere) ||
    pythons.every((tag) => abis.every((abi) => isOtherPython(tag, abi, minor)))
  );
}

const OTHER_SYSTEMS =
  /^(win|macosx|ios|android|emscripten|pyodide|wasi|freebsd|openbsd|netbsd|cygwin|mingw)/;

function isOtherPython(tag: string, abi: string, minor: number | undefined): boolean {
  if (/^(py|cp)2/.test(tag)) return true;
  const [, kind, digits] = /^(py|cp)3(\d+)$/.exec(tag) ?? [];
  if (kind === undefined || minor === undefined) return false;
  const isLeast = kind === 'py' || abi === 'abi3';
  return isLeast ? Number(digits) > minor : Number(digits) !== minor;
}
