import { placeholder, placeholdersOf, QUEUES, type RoleOption } from './placeholders';
import type { RoleDefinition } from './role-definition';

/** What is wrong at one place of a role. */
export interface RoleMistake {
  /** Keys and indexes from the root: `['command', 3]`. */
  readonly path: readonly (string | number)[];
  /** What is wrong there, as the end of a sentence that starts with "the role". */
  readonly what: string;
  /** What to do, as a whole sentence. */
  readonly next: string;
}

/** A word at its place, and the option without which it is left out. */
interface PlacedWord {
  readonly word: string;
  readonly path: RoleMistake['path'];
  readonly given?: RoleOption;
}

/** Returns what a role says that cannot be: placeholders without a value, and options that contradict each other. */
export function checkWords(role: RoleDefinition): readonly RoleMistake[] {
  const { command, probe = [], packages = [] } = role;
  const words = placed(command, 'command');
  const others = [
    ...placed(probe, 'probe'),
    ...packages.map(({ add }, index) => ({ word: add, path: ['packages', index, 'add'] })),
  ];
  return [
    ...[...words, ...others].flatMap((each) => checkWord(each, role)),
    ...checkConditions(role),
    ...checkOrder(words),
    ...checkOptions(role),
  ];
}

function placed(words: RoleDefinition['command'], field: string): readonly PlacedWord[] {
  return words.flatMap((each, index): readonly PlacedWord[] =>
    typeof each === 'string'
      ? [{ word: each, path: [field, index] }]
      : each.words.map((word, at) => ({
          ...{ word, path: [field, index, 'words', at] },
          ...(each.when && { given: each.when }),
        })),
  );
}

function checkWord({ word, path, given }: PlacedWord, role: RoleDefinition): RoleMistake[] {
  const known = namesOf(role);
  return placeholdersOf(word).flatMap((name): RoleMistake[] => {
    if (!known.includes(name)) {
      const list = known.length > 0 ? known.map(placeholder).join(', ') : 'no placeholder';
      return [
        {
          path,
          what: `has the unknown placeholder ${placeholder(name)}`,
          next: `This role has ${list}: correct the word, or add what it names to \`options\` or as \`module\`.`,
        },
      ];
    }
    const value = role.options?.[name as keyof typeof role.options];
    return value === true && given !== name
      ? [
          {
            path,
            what: `uses ${placeholder(name)}, which has no value without --${name}`,
            next: `Give it a default in \`options\`, or write { "when": "${name}", "words": [${JSON.stringify(word)}] }.`,
          },
        ]
      : [];
  });
}

function checkConditions(role: RoleDefinition): readonly RoleMistake[] {
  const lists = { command: role.command, probe: role.probe ?? [] };
  return Object.entries(lists).flatMap(([field, words]) =>
    words.flatMap((each, index): RoleMistake[] => {
      const when = typeof each === 'string' ? undefined : each.when;
      return when === undefined || namesOf(role).includes(when)
        ? []
        : [
            {
              path: [field, index, 'when'],
              what: `has a condition on --${when}, which it does not take`,
              next: `Add \`${when}\` to \`options\`, or remove the condition.`,
            },
          ];
    }),
  );
}

/** What the command is recognised by when a Dockerfile is read again. */
function checkOrder(words: readonly PlacedWord[]): readonly RoleMistake[] {
  const [first] = words;
  const isLiteral = (each: PlacedWord | undefined): boolean =>
    each !== undefined && placeholdersOf(each.word).length === 0;
  const starts = isLiteral(first) && first?.path.length === 2;
  const lists = words.filter(({ word }, index) => word === QUEUES && !isLiteral(words[index - 1]));
  return [
    ...(starts
      ? []
      : [
          {
            path: ['command', 0],
            what: 'does not start with a program',
            next: 'Write the name of the program as the first word of `command`.',
          },
        ]),
    ...lists.map(({ path }) => ({
      path,
      what: `has ${QUEUES} after a word that varies`,
      next: 'Move it behind a word without placeholders, such as the name of an option.',
    })),
  ];
}

function checkOptions({ kind, options = {}, probe }: RoleDefinition): readonly RoleMistake[] {
  const { port, healthPath } = options;
  return [
    ...(kind === 'http' && port === undefined
      ? [
          {
            path: ['options'],
            what: 'is of the kind http and has no port',
            next: 'Write `"port": 8000` into `options`.',
          },
        ]
      : []),
    ...(healthPath !== undefined && (port === undefined || probe)
      ? [
          {
            path: ['options', 'healthPath'],
            what: 'has a `healthPath` without a `port`, or beside a `probe`',
            next: 'Add the port, or remove one of the two.',
          },
        ]
      : []),
  ];
}

/** Names of the placeholders that a role can use. */
function namesOf({ module, options = {} }: RoleDefinition): readonly string[] {
  const { healthPath: _, ...named } = options;
  return [...(module ? ['module', 'file'] : []), ...Object.keys(named)];
}
