import { expressionNames } from './expressions';
import { formatDate } from './format-date';
import type { Length, RefEvent, TagSource, TagTemplate } from './tag-template';

/** Entries of the option `tags`, told apart. */
export interface ParsedTags {
  /** Full references, as written. */
  readonly references: readonly string[];
  readonly templates: readonly TagTemplate[];
  readonly invalid: readonly InvalidTemplate[];
}

/** An entry that is neither. */
export interface InvalidTemplate {
  readonly template: string;
  readonly invalid: string;
  readonly expected: string;
}

/** Expressions that values, prefixes, suffixes and `enable` may hold. */
const GLOBAL = [
  'branch',
  'tag',
  'sha',
  'commit_date',
  'is_default_branch',
  'is_not_default_branch',
];
/** Those of a version's pattern. */
const OF_VERSION = ['raw', 'version', 'major', 'minor', 'patch'];

type Attributes = ReadonlyMap<string, string>;

/** By the word after `type=`: the attributes a template of the kind may have, and how it is resolved. */
const KINDS: Readonly<
  Record<
    TagSource['kind'],
    {
      readonly attributes: readonly string[];
      readonly prefix?: (attributes: Attributes) => string;
      readonly source: (attributes: Attributes) => TagSource | string;
    }
  >
> = {
  raw: {
    attributes: ['value'],
    source: (given) => {
      const value = given.get('value');
      return value === undefined ? '`value=<tag>`' : { kind: 'raw', value };
    },
  },
  ref: {
    attributes: ['event'],
    prefix: (given) => (given.get('event') === 'pr' ? 'pr-' : ''),
    source: (given) => {
      const event = given.get('event');
      return isEvent(event) ? { kind: 'ref', event } : '`event=branch`, `event=tag` or `event=pr`';
    },
  },
  sha: {
    attributes: ['format'],
    prefix: () => 'sha-',
    source: (given) => withLength(given, 'short', (format) => ({ kind: 'sha', format })),
  },
  semver: {
    attributes: ['pattern', 'value'],
    source: (given) => versionSource('semver', given),
  },
  pep440: {
    attributes: ['pattern', 'value'],
    source: (given) => versionSource('pep440', given),
  },
  date: {
    attributes: ['format', 'tz'],
    source: (given) => {
      const timeZone = given.get('tz') ?? 'UTC';
      return formatDate(0, 'YYYY', timeZone) === undefined
        ? 'a time zone such as `tz=Europe/Berlin`'
        : { kind: 'date', format: given.get('format') ?? 'YYYYMMDD', timeZone };
    },
  },
  key: {
    attributes: ['format'],
    source: (given) => withLength(given, 'long', (format) => ({ kind: 'key', format })),
  },
};

/**
 * Tells the templates of the option `tags` from full references: templates begin with `type=`. A command
 * line parts options at commas, so what follows as `name=value` belongs to the template before it; no
 * reference has an equals sign.
 */
export function parseTags(entries: readonly string[]): ParsedTags {
  const joined: string[] = [];
  for (const entry of entries.map((each) => each.trim())) {
    const before = joined.at(-1);
    const isAttribute = /^\w+=/.test(entry) && !entry.startsWith('type=');
    if (isAttribute && before?.startsWith('type=')) joined.splice(-1, 1, `${before},${entry}`);
    else if (entry !== '') joined.push(entry);
  }
  const isTemplate = (entry: string): boolean => /^\w+=/.test(entry);
  const parsed = joined.filter(isTemplate).map(parseTemplate);
  return {
    references: joined.filter((entry) => !isTemplate(entry)),
    templates: parsed.filter((each): each is TagTemplate => !('invalid' in each)),
    invalid: parsed.filter((each): each is InvalidTemplate => 'invalid' in each),
  };
}

function parseTemplate(text: string): TagTemplate | InvalidTemplate {
  const attributes = new Map(
    text.split(',').map((part): [string, string] => {
      const [, name = part, value = ''] = /^([^=]*)=(.*)$/s.exec(part) ?? [];
      return [name.trim().toLowerCase(), value.trim()];
    }),
  );
  const type = attributes.get('type') ?? '';
  const invalid = (what: string, expected: string): InvalidTemplate => ({
    template: text,
    invalid: what,
    expected,
  });
  if (!isKind(type)) {
    return invalid(
      attributes.has('type') ? `is of no known type` : 'has no type',
      Object.keys(KINDS)
        .map((kind) => `type=${kind}`)
        .join(', '),
    );
  }
  const kind = KINDS[type];
  const known = ['type', ...kind.attributes, 'prefix', 'suffix', 'enable'];
  const unknown = [...attributes.keys()].find((name) => !known.includes(name));
  if (unknown !== undefined)
    return invalid(`does not know \`${unknown}\``, known.slice(1).join(', '));

  for (const [name, value] of attributes) {
    const allowed = name === 'pattern' ? OF_VERSION : GLOBAL;
    const names = expressionNames(value);
    const strange = names?.find((each) => !allowed.includes(each));
    if (names === undefined || strange !== undefined) {
      return invalid(
        strange === undefined
          ? 'has braces that are no expression'
          : `does not know {{${strange}}}`,
        allowed.map((each) => `{{${each}}}`).join(', '),
      );
    }
  }
  const source = kind.source(attributes);
  if (typeof source === 'string') return invalid('is not whole', source);
  return {
    text,
    source,
    prefix: attributes.get('prefix') ?? kind.prefix?.(attributes) ?? '',
    suffix: attributes.get('suffix') ?? '',
    enable: attributes.get('enable') ?? 'true',
  };
}

function isKind(type: string): type is TagSource['kind'] {
  return Object.hasOwn(KINDS, type);
}

function isEvent(event: string | undefined): event is RefEvent {
  return event === 'branch' || event === 'tag' || event === 'pr';
}

function withLength(
  given: Attributes,
  byDefault: Length,
  source: (format: Length) => TagSource,
): TagSource | string {
  const format = given.get('format') ?? byDefault;
  return format === 'short' || format === 'long'
    ? source(format)
    : '`format=short` or `format=long`';
}

function versionSource(kind: 'semver' | 'pep440', given: Attributes): TagSource | string {
  const pattern = given.get('pattern');
  const value = given.get('value');
  return pattern
    ? { kind, pattern, ...(value !== undefined && { value }) }
    : '`pattern={{version}}` or `pattern={{major}}.{{minor}}`';
}
