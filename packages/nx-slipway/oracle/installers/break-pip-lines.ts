import { chance, pick, type Random } from '../random';
import { spellPin, variable } from './random-pip-lines';
import type { Pin } from './real-pins';

/** The lines of requirements files before they are written. */
export interface PipLines {
  /** By file. */
  readonly lines: Map<string, string[]>;
  readonly pins: readonly Pin[];
  readonly urls: readonly [string, string];
  /** The file that is installed for certain. */
  readonly main: string;
}

/** Ways to name a repository; pip fetches none of them, as it has no hashes. */
function repositories(name: string): readonly string[] {
  return [
    ...['git+https://git.example/x', 'git+file:///nowhere/x.git@main#egg=x'],
    ...[`${name} @ git+https://git.example/x@1.0`, `${name}@git+file:///nowhere/x`],
    ...[
      'git+ssh://git@git.example/x.git',
      'hg+http://127.0.0.1:1/x#egg=x',
      'svn+svn://a.example/x',
    ],
  ];
}

/**
 * Changes lines in one way that pip refuses, or that is hard to read.
 *
 * @returns whether a refusal is right where pip installs: the words say what to write instead
 */
export function breakLines(random: Random, { lines, pins, urls, main }: PipLines): boolean {
  const file = pick(random, [...lines.keys()]);
  const all = lines.get(file) ?? [];
  const [first] = pins;
  const { name = 'six', version = '1.16.0', hashes = [] } = pick(random, pins) ?? first ?? {};
  const hashed = hashes.map((each) => `--hash=${each}`).join(' ');
  const add = (line: string, at: 'any' | 'main' = 'any') => {
    if (at === 'main') lines.get(main)?.push(line);
    else all.push(line);
    return false;
  };
  const change = (from: RegExp, to: string) => {
    lines.set(
      file,
      all.map((line) => (line.startsWith('-') ? line : line.replace(from, to))),
    );
    return false;
  };
  const ways: readonly (() => boolean)[] = [
    // A line that pip refuses, or that must be read as pip reads it.
    () => change(/--has/, '--hsa'),
    () => change(/sha256:../, 'sha256:00'),
    () => change(/==/, '='),
    () => add(`${name}==0.0.1 ${hashed}`),
    () => add(`${name}==0.0.1 ; sys_platform == 'win32' ${hashed}`),
    () => add(`${name}==${version} ; platform_machine == 'x86_64' ${hashed}`),
    () => add(`${name}==${version} ; ${hashed}`),
    () => add(`${name}==${version} ; nonsense == 'x' ${hashed}`),
    () => add(`${name}==${version}\t${hashed}`),
    () => add(`${name}==${version}${hashed}`),
    () => add(`${name} ${version} ${hashed}`),
    () =>
      add(`${name}==${version} ${hashed} --no-binary ${pick(random, ['six', 'idna', ':none:'])}`),
    () => add(`${name}==${version} ${hashed} --pre -i ${urls[1]}`),
    () => add(`${name}==${version} --unknown x ${hashed}`),
    () => add(`\\${name}==${version} ${hashed}\\\\\n`),
    () => add('--frobnicate x'),
    () => add('--index-url'),
    () => add('--find-links "open'),
    () => add(`--no-index --extra-index-url ${urls[0]}`),
    () => add('--no-require-hashes'),
    () => add('--all-releases :all: --only-final :none:'),
    () => add(`--no-binary ${pick(random, ['six', 'idna', 'iniconfig'])}`),
    () => add('-r requirements.txt', 'main'),
    () => add('-r missing.txt'),
    () => add('-c missing.txt'),
    () => add(pick(random, repositories(name))),
    () => add(`${name} @ ${pick(random, ['./x.whl', 'x.whl', 'ftp://a.example/x.whl'])}`),
    // The step of the Dockerfile removes these, and what it should not: nobody may build without them.
    () => !add(`-e ${pick(random, repositories(name))}`),
    () => !add(`${name}==${version} ${hashed}  # as x @ file:../x`),
    () => !add(`${name}==${version.slice(0, 1)}\\\n${version.slice(1)} ${hashed}`),
    () => !add(`${pick(random, ['\t', '\f', '\u2028', '\u00a0'])}-e ../../libs/core`, 'main'),
    () => !add(pick(random, ['-f wheels', '--find-links ./wheels', '-f file:///nowhere'])),
    // A constraints file that names requirements, and one that pip does not take.
    () => {
      lines.set('services/api/odd.txt', ['-r more.txt']);
      lines.set('services/api/more.txt', [`${name}==${version} ${hashed}`]);
      return add('-c odd.txt', 'main');
    },
    () => {
      const odd = [`${name}[x]==${version}`, `${name} @ ${urls[0]}six/`, 'six idna'];
      lines.set('services/api/odd.txt', [pick(random, odd)]);
      return add('-c odd.txt', 'main');
    },
    // What pip takes and an image need not: a version or hashes that another line has, variables, what pip passes over.
    () => !add(`${name}==${version}`),
    () => !change(/==/, '>='),
    () => !change(/==+ ?([\d.]+)/, '==$1.*'),
    () => {
      add(`six==${variable('ORACLE_VERSION')} --hash=sha256:00`);
      return true;
    },
    () => {
      add(`-r ${variable('ORACLE_FILE')} --pre`, 'main');
      return true;
    },
    () => {
      lines.set(
        'services/api/more.txt',
        chance(random, 0.5) && first ? [spellPin(random, first, true)] : [],
      );
      add('-r more.txt --prefer-binary', 'main');
      return true;
    },
  ];
  return pick(random, ways)();
}
