import { chance, pick, type Random } from '../random';
import type { Pin } from './real-pins';

/** Markers that hold on every machine of the oracle. */
const HOLDING = [
  ...["sys_platform == 'linux'", 'sys_platform != "win32"', "os.name == 'posix'"],
  ...["python_version >= '3.8'", "'3.8' <= python_version", "python_version not in '2.7, 3.6'"],
  ...["(sys_platform == 'linux' or os_name == 'nt') and python_version >= '3.9'"],
  ...["sys_platform == 'linux' and (platform_machine != 's390x' or python_version < '3')"],
  ...[
    "platform_machine in 'x86_64 aarch64'",
    "'linux' in sys_platform",
    "platform_system == 'Linux'",
  ],
];

/** Markers that do not hold, and that only the machine or the patch release of Python settles. */
const OTHERS = [
  ...["sys_platform == 'win32'", "python_version < '3.9'", "implementation_name == 'pypy'"],
  ...["platform_machine == 'x86_64'", "platform_machine == 'aarch64'", "platform_release >= '1'"],
  ...["python_full_version < '3.13.2'", "python_version == '3.12'", "extra == 'x'"],
];

/**
 * Spells a pin in one of the ways that pip reads alike; physical lines, separated by `\n`.
 *
 * @param isNeeded whether another package needs it, so that it has to be there
 */
export function spellPin(
  random: Random,
  { name, version, marker, hashes, wheel }: Pin,
  isNeeded: boolean,
): string {
  if (wheel && chance(random, 0.08))
    return spellWheel(random, name, { ...wheel, ...(marker && { marker }) });
  const extra = chance(random, 0.05) && name === 'requests' ? '[socks]' : '';
  const operator = pick(random, ['==', '==', '==', '==', ' == ', '===', '== ']);
  const own = chance(random, 0.2)
    ? pick(random, isNeeded ? HOLDING : [...HOLDING, ...OTHERS])
    : undefined;
  const markers = [marker, own].filter((each) => each !== undefined).map((each) => `(${each})`);
  const joined = markers.length === 1 ? markers[0]?.slice(1, -1) : markers.join(' and ');
  const semicolon = pick(random, [' ; ', ' ; ', '; ', ';']);
  const pin = chance(random, 0.05) ? ` (==${version})` : `${operator}${version}`;
  const head = `${spellName(random, name)}${extra}${pin}${joined ? `${semicolon}${joined}` : ''}`;
  const listed = chance(random, 0.2) ? [...hashes].reverse() : hashes;
  return withHashes(random, head, listed);
}

/** Spells a URL of a wheel, mostly with its hash in one of the places that pip reads it from. */
export function spellWheel(
  random: Random,
  name: string,
  { url, hash, marker }: { readonly url: string; readonly hash: string; readonly marker?: string },
): string {
  const fragment = hash.replace(':', '=');
  const written = pick(random, [
    ...[`${url}#${fragment}`, `${url}#${fragment}`, `${url} --hash=${hash}`],
    ...[`${url}#egg=${name}&${fragment}`, `${url}#${fragment} --hash=${hash}`],
    ...(chance(random, 0.2) ? [url, `${url}#${fragment.slice(0, -2)}00`, `${url}#sha1=00`] : []),
  ]);
  const [place = '', option = ''] = written.split(' ');
  const head = chance(random, 0.5) ? `${spellName(random, name)}${pick(random, [' @ ', '@'])}` : '';
  const extra = marker ?? (chance(random, 0.2) ? pick(random, HOLDING) : undefined);
  const end = extra === undefined ? '' : `${pick(random, [' ; ', '; '])}${extra}`;
  return `${head}${place}${end}${option && ` ${option}`}`;
}

function spellName(random: Random, name: string): string {
  if (chance(random, 0.1)) return name.toUpperCase();
  return chance(random, 0.1) ? name.replace(/[-.]/g, pick(random, ['_', '-', '.'])) : name;
}

function withHashes(random: Random, head: string, hashes: readonly string[]): string {
  const option = pick(random, ['--hash=', '--hash=', '--hash=', '--hash ', '--has=']);
  const all = hashes.map((hash) => `${option}${hash}`);
  switch (pick(random, ['uv', 'uv', 'pip-compile', 'one', 'pairs', 'within', 'bare'])) {
    case 'uv':
      return [head, ...all.map((each) => `    ${each}`)].join(' \\\n').concat('\n    # via -r in');
    case 'pip-compile':
      return [head, ...all.map((each) => `    ${each}`)].join(' \\\n').concat('  # why');
    case 'pairs':
      return `${head}${all.map((each, index) => `${index % 2 === 0 ? ' \\\n' : ' '}${each}`).join('')}`;
    case 'within':
      // A continuation joins without a blank.
      return `${head} ${all.join(' ')}`.replace(/(sha256:.{7})/, '$1\\\n');
    case 'bare':
      return `  ${head}   ${all.join('  ')}`;
    default:
      return `${head} ${all.join(' ')}`;
  }
}

/** Spells a variable that pip fills in. */
export function variable(name: string): string {
  return `$\{${name}}`;
}

/** Options that a file may have anywhere, one or several on a line. */
export function optionLine(
  random: Random,
  names: readonly string[],
  [one, two]: readonly [string, string],
): string {
  const name = () => pick(random, names);
  const options = [
    `--index-url ${two}`,
    `-i ${one}`,
    `-i${two}`,
    `--index-url="${one}"`,
    `--pypi-url ${two}`,
    `--extra-index-url ${two}`,
    `--extra-index-url=${one}`,
    `--index-url ${variable('ORACLE_INDEX')}`,
    '--trusted-host 127.0.0.1',
    '--only-binary :all:',
    `--only-binary=${name()}`,
    `--only-bin ${name()},${name()}`,
    '--no-binary :none:',
    '--prefer-binary',
    '--pre',
    '--require-hashes',
    `--find-links ${one}six/`,
  ];
  const count = pick(random, [1, 1, 2, 3]);
  const line = Array.from({ length: count }, () => pick(random, options)).join(
    pick(random, [' ', '  ', ' \\\n']),
  );
  return chance(random, 0.2) ? `${line}  # why` : line;
}

/** Lines that name the library of the workspace. */
export const LOCAL_LINES = [
  ...['-e ../../libs/core', '-e../../libs/core', '--editable=../../libs/core'],
  ...['../../libs/core', '  ../../libs/core', '-e file:../../libs/core', 'file:../../libs/core'],
  ...['core @ file:../../libs/core', 'core@file:../../libs/core  # why', '-e "../../libs/core"'],
  ...["../../libs/core ; sys_platform == 'linux'", '--editable ../../libs/core'],
];
