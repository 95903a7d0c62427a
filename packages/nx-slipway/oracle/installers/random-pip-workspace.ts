import { textOf as fileText } from '../../src/workspace/files/file-text';
import type { Files } from '../../test-support/workspace-files';
import { chance, pick, type Random } from '../random';
import { breakLines } from './break-pip-lines';
import { LOCAL_LINES, optionLine, spellPin } from './random-pip-lines';
import type { Pin } from './real-pins';
import type { InstalledWorkspace } from './run-oracle';

/** A workspace of a service that pip installs. */
export interface PipWorkspace extends InstalledWorkspace {
  /** Its lines that name folders, which are installed elsewhere. */
  readonly local: readonly string[];
}

/** What workspaces are made of. */
export interface PipParts {
  /** Compiled requirements, each with all that it needs. */
  readonly pins: ReadonlyMap<string, readonly Pin[]>;
  /** Of two indexes that hold the same. */
  readonly urls: readonly [string, string];
}

const MAIN = 'services/api/requirements.txt';
const WORKER = 'services/api/requirements-worker.txt';
const CONSTRAINTS = 'services/api/constraints.txt';

/** Files that `requirements.txt` may name, and how. */
const NESTED: Readonly<Record<string, readonly string[]>> = {
  'services/api/base.txt': ['-r base.txt', '-rbase.txt', '--requirement=./base.txt'],
  'services/api/requirements/prod.txt': [
    '-r requirements/prod.txt',
    '--requirem requirements/prod.txt',
  ],
  'shared/common.txt': ['-r ../../shared/common.txt', "-r '../../shared/common.txt'"],
};

/** Makes a workspace, the same for the same numbers. */
export function randomPipWorkspace(random: Random, parts: PipParts): PipWorkspace {
  const lines = new Map<string, string[]>([[MAIN, []]]);
  for (const [file, spellings] of Object.entries(NESTED)) {
    if (!chance(random, 0.25)) continue;
    const parent = pick(
      random,
      [MAIN, MAIN, 'services/api/base.txt'].filter((each) => lines.has(each)),
    );
    insert(random, lines, parent, pick(random, spellings));
    lines.set(file, []);
  }
  const installed = [...lines.keys()];
  const groups = chance(random, 0.3) ? ['worker'] : [];
  if (groups.length > 0) lines.set(WORKER, []);

  const spell = (pin: Pin) => spellPin(random, pin, !isRoot(pin.name));
  const main = choosePins(random, parts.pins, 4);
  for (const pin of main.values()) insert(random, lines, pick(random, installed), spell(pin));
  const worker = groups.length > 0 ? choosePins(random, parts.pins, 1, main) : new Map();
  for (const pin of worker.values()) insert(random, lines, WORKER, spell(pin));

  const pins = [...main.values(), ...worker.values()];
  const names = pins.map(({ name }) => name);
  if (chance(random, 0.35)) {
    lines.set(CONSTRAINTS, constraintLines(random, pins));
    insert(
      random,
      lines,
      MAIN,
      pick(random, ['-c constraints.txt', '--constraint=constraints.txt']),
    );
  }
  for (const file of lines.keys()) {
    if (chance(random, 0.2)) insert(random, lines, file, optionLine(random, names, parts.urls));
    if (chance(random, 0.2))
      insert(random, lines, file, pick(random, ['# by hand', '', '   #', '\f']));
  }
  const local: string[] = [];
  for (const file of [MAIN, ...(groups.length > 0 ? [WORKER] : [])]) {
    if (!chance(random, 0.3)) continue;
    local.push(pick(random, LOCAL_LINES));
    insert(random, lines, file, local.at(-1) ?? '');
  }
  const isBroken =
    chance(random, 0.3) && breakLines(random, { lines, pins, urls: parts.urls, main: MAIN });
  const files = Object.fromEntries(
    [...lines].map(([file, each]) => [file, textOf(random, file, each)]),
  );
  const mayRefuse = chance(random, 0.06) ? spellInBytes(random, files) || isBroken : isBroken;
  return {
    files: {
      ...files,
      ...pyprojects(names.filter((name) => main.has(name) && chance(random, 0.3))),
    },
    dir: 'services/api',
    selection: { package: 'api', extras: [], groups },
    local,
    ...(mayRefuse && { mayRefuse }),
  };
}

/** Packages that nothing of {@link realPins} needs. */
function isRoot(name: string): boolean {
  return /^(six|iniconfig|attrs|jinja2|toml|requests|coverage|zope-interface|httpx)$/.test(name);
}

/** The pins of some packages with all that they need, one version of each. */
function choosePins(
  random: Random,
  all: PipParts['pins'],
  most: number,
  held: ReadonlyMap<string, Pin> = new Map(),
): ReadonlyMap<string, Pin> {
  const chosen = new Map<string, Pin>();
  for (let count = 1 + Math.floor(random() * most); count > 0; count -= 1) {
    for (const pin of all.get(pick(random, [...all.keys()])) ?? []) {
      chosen.set(pin.name, chosen.get(pin.name) ?? held.get(pin.name) ?? pin);
    }
  }
  return chosen;
}

function constraintLines(random: Random, pins: readonly Pin[]): string[] {
  return pins
    .filter(() => chance(random, 0.5))
    .map(({ name, version, hashes }) => {
      const [hash = ''] = hashes;
      return pick(random, [
        ...[`${name}==${version}`, `${name}>=0.1`, `${name}<9999,!=0.1`, `${name}  # why`],
        ...[`${name}==${version} ; python_version >= '3'`, `${name}<0 ; sys_platform == 'win32'`],
        ...[`${name}==${version} ${hashes.map((each) => `--hash=${each}`).join(' ')}`],
        ...(chance(random, 0.2)
          ? [`${name}<0.1`, `${name}!=${version}`, `${name} --hash=${hash}`]
          : []),
      ]);
    })
    .concat(chance(random, 0.3) ? ['urllib3<99', 'not-here==1'] : []);
}

function insert(random: Random, lines: Map<string, string[]>, file: string, line: string): void {
  const all = lines.get(file) ?? [];
  all.splice(Math.floor(random() * (all.length + 1)), 0, line);
  lines.set(file, all);
}

const HEADS = [
  '# This file was autogenerated by uv via the following command:\n#    uv pip compile pyproject.toml -o requirements.txt\n',
  '#\n# This file is autogenerated by pip-compile with Python 3.13\n# by the following command:\n#\n#    pip-compile --generate-hashes\n#\n',
];

function textOf(random: Random, file: string, lines: readonly string[]): string {
  const head = chance(random, 0.4) && file === MAIN ? pick(random, HEADS) : '';
  const text = `${head}${lines.join('\n')}${chance(random, 0.9) ? '\n' : ''}`;
  const ended = chance(random, 0.15) ? text.replaceAll('\n', '\r\n') : text;
  return chance(random, 0.1) ? `\uFEFF${ended}` : ended;
}

/** Writes one of the files in an encoding that pip may know; whether a refusal is right where pip reads it. */
function spellInBytes(random: Random, files: Record<string, string>): boolean {
  const file = pick(random, Object.keys(files));
  const text = (files[file] ?? '').replace(/^\uFEFF/, '');
  const name = pick(random, ['latin-1', 'utf-8', 'cp1252', 'ascii', 'utf-7', 'nonsense']);
  const comment = `# -*- coding: ${name} -*-\n`;
  const ways: readonly Buffer[] = [
    Buffer.from(`\uFEFF${text}`, 'utf16le'),
    Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
    Buffer.from(`${text}# Gr\xfc\xdfe`, 'latin1'),
    Buffer.from(`${comment}${text}# Gr\xfc\xdfe`, 'latin1'),
    Buffer.from(`${comment}${text}# Grüße, Ångström`),
    Buffer.from(`\n${comment}${text}`),
    Buffer.from(`\uFEFF${comment}${text}`),
    Buffer.from(`${text}# Grüße`),
  ];
  files[file] = fileText(pick(random, ways));
  return true;
}

function pyprojects(names: readonly string[]): Files {
  const text = (name: string, dependencies: readonly string[]) =>
    `[project]\nname = "${name}"\nversion = "1.0"\ndependencies = ${JSON.stringify(dependencies)}\n\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n`;
  return {
    'services/api/pyproject.toml': text(
      'api',
      names.map((name) => `${name}>=0.1`),
    ),
    'libs/core/pyproject.toml': text('core', []),
  };
}
