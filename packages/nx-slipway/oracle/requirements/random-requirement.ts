import { chance, pick, type Random } from '../random';

const NAMES = ['a', 'Foo_.Bar', 'zope.interface', '3d-tools', 'x1', 'a--b', 'A', '-a', 'a-', 'ä'];
const URLS = ['https://x.example/a;b/c.zip', 'git+https://x.example/y@v1', 'file:../x', 'x', ''];
const OPERATORS = ['==', '!=', '<=', '>=', '<', '>', '~=', '===', '=', '=>', '<>'];
const VERSIONS = [
  ...['1', '1.0', '1.0.*', '1.*', 'v1.0', '1!2.0', '1.0a1', '1.0.RC-1', '1.0-1', '1.0.post1.dev2'],
  ...['1.0+local.7', '1.0+', '1.0.dev', '1.0a1.*', 'odd', '1.0-odd', '1_0', '1..0', '', '1.0.'],
];
const VARIABLES = [
  ...['os_name', 'sys_platform', 'platform_machine', 'platform_system', 'implementation_name'],
  ...['python_version', 'python_full_version', 'platform_python_implementation', 'os.name'],
  ...['sys.platform', 'python_implementation', 'platform.machine', 'platform_release', 'extra'],
  ...['extras', 'dependency_groups', 'implementation_version', 'unknown', 'os_names', 'Os_name'],
];
const TEXTS = [
  ...['linux', 'posix', 'nt', 'x86_64', 'aarch64 x86_64', 'CPython', 'cpython', 'Linux', '', 'a'],
  ...['3', '3.9', '3.13', '3.13.2', '3.14.*', '3.13.*', '2.7, 3.13', '3.13.0rc1', "it's", 'x"y'],
];
const COMPARISONS = ['==', '!=', '<', '<=', '>', '>=', '~=', '===', 'in', 'not in', 'not  in', '='];

/** A text that is a requirement, or nearly one; the same for the same numbers. */
export function randomRequirement(random: Random): string {
  const blank = () => pick(random, ['', '', ' ', '  ', '\t']);
  const extras = () =>
    `[${Array.from({ length: pick(random, [0, 1, 1, 2, 3]) }, () => `${blank()}${pick(random, NAMES)}${blank()}`).join(',')}]`;
  const specifiers = () =>
    Array.from(
      { length: pick(random, [1, 1, 1, 2, 3]) },
      () => `${pick(random, OPERATORS)}${blank()}${pick(random, VERSIONS)}`,
    ).join(`${blank()},${blank()}`) + (chance(random, 0.05) ? ',' : '');
  const versions = () => {
    const form = pick(random, ['none', 'plain', 'plain', 'brackets', 'url']);
    if (form === 'url') return `@${blank()}${pick(random, URLS)}${pick(random, [' ', ' ', ''])}`;
    if (form === 'brackets')
      return `(${blank()}${chance(random, 0.9) ? specifiers() : ''}${blank()})`;
    return form === 'plain' ? specifiers() : '';
  };
  const marker = () => (chance(random, 0.5) ? `;${blank()}${randomMarker(random)}` : '');
  const text = [
    ...[blank(), pick(random, NAMES), blank(), chance(random, 0.3) ? extras() : '', blank()],
    ...[versions(), blank(), marker(), blank()],
  ].join('');
  return chance(random, 0.1) ? withTypo(random, text) : text;
}

/** A text that is a marker, or nearly one. */
export function randomMarker(random: Random, depth = 0): string {
  const blank = () => pick(random, ['', ' ', ' ', '  ']);
  const text = () => {
    const value = pick(random, TEXTS);
    const quote = value.includes('"') ? "'" : value.includes("'") ? '"' : pick(random, ['"', "'"]);
    return `${quote}${value}${quote}`;
  };
  const comparison = () => {
    const [one, other] = [pick(random, VARIABLES), chance(random, 0.9) ? text() : 'os_name'];
    const [left, right] = chance(random, 0.7) ? [one, other] : [other, one];
    return `${left} ${pick(random, COMPARISONS)} ${right}`;
  };
  const parts = Array.from({ length: pick(random, [1, 1, 2, 3]) }, () =>
    depth < 4 && chance(random, 0.25)
      ? `${blank()}(${blank()}${randomMarker(random, depth + 1)}${blank()})${blank()}`
      : comparison(),
  );
  return parts.reduce((all, part) => `${all} ${pick(random, ['and', 'or', 'or', 'and'])} ${part}`);
}

/** Without a backslash in quotes, which is refused here and not by `packaging`. */
function withTypo(random: Random, text: string): string {
  const at = Math.floor(random() * (text.length + 1));
  const typo = pick(random, ['', '"', "'", '(', ')', '[', ']', ';', ',', '@', '=', ' ', 'x']);
  return `${text.slice(0, at)}${typo}${text.slice(at + 1)}`;
}
