import { escapePattern } from '../../../dockerfile/patterns/escape-pattern';
import { withoutDigest } from '../../../dockerfile/without-digest';
import { changesMinor, minorOf } from '../../references/derive-reference';
import { type CheckFacts, finding, placeAt, type UpgradedFile } from '../check-facts';
import type { Finding, TextFix } from '../finding';

/** Where a kind of file names a version of Python. The first group is what comes before the version. */
interface VersionPattern {
  readonly file: RegExp;
  /** In words, or the first group. */
  readonly setting?: string;
  /** Groups: what comes before the version, and the version. */
  readonly pattern: (dotted: string, compact: string) => RegExp;
}

/** `3.11` and `3.11.9`, which are no part of a longer number. */
const PATCH = '(?:\\.\\d+)?';

const PATTERNS: readonly VersionPattern[] = [
  {
    ...{ file: /(?:^|\/)\.python-version$/, setting: 'the version' },
    pattern: (dotted) => new RegExp(`^(\\s*)(${dotted}${PATCH})(?=\\s*$)`, 'gm'),
  },
  {
    ...{ file: /(?:^|\/)(?:\.tool-versions|mise\.toml|\.mise\.toml|runtime\.txt)$/ },
    pattern: (dotted) => new RegExp(`^(python[ =-]+"?)(${dotted}${PATCH})(?!\\.?\\d)`, 'gm'),
  },
  {
    ...{ file: /(?:^|\/)(?:pyproject|ruff|\.ruff)\.toml$/ },
    pattern: (_, compact) =>
      new RegExp(`^(\\s*target-version\\s*=\\s*\\[?\\s*["']py)(${compact})(?=["'])`, 'gm'),
  },
  {
    ...{ file: /(?:^|\/)(?:pyproject\.toml|mypy\.ini|\.mypy\.ini|setup\.cfg)$/ },
    pattern: (dotted) => new RegExp(`^(python_version\\s*=\\s*["']?)(${dotted})(?!\\.?\\d)`, 'gm'),
  },
  {
    ...{ file: /(?:^|\/)(?:pyproject\.toml|pyrightconfig\.json)$/ },
    pattern: (dotted) =>
      new RegExp(`(\\bpythonVersion["']?\\s*[=:]\\s*["'])(${dotted})(?=["'])`, 'g'),
  },
  {
    ...{ file: /(?:^|\/)(?:tox\.ini|pyproject\.toml)$/, setting: 'env_list' },
    pattern: (_, compact) => new RegExp(`^(\\s*env_?list\\s*=.*?\\bpy)(${compact})(?!\\d)`, 'gm'),
  },
  {
    ...{ file: /\.ya?ml$/ },
    pattern: (dotted) =>
      new RegExp(
        `(\\b(?:python-version|python_version|PYTHON_VERSION)\\s*:\\s*\\[?[^\\n#]*?["']?(?<![\\d.]))(${dotted}${PATCH})(?!\\.?\\d)`,
        'gi',
      ),
  },
  {
    ...{ file: /(?:^|\/)\.pre-commit-config\.yaml$/ },
    pattern: (dotted) => new RegExp(`(\\bpython\\s*:\\s*["']?python)(${dotted})(?!\\.?\\d)`, 'g'),
  },
  {
    ...{ file: /devcontainer\.json$/, setting: 'the image of the development container' },
    pattern: (dotted) =>
      new RegExp(`(devcontainers?/python:(?:[\\d.]+-)?)(${dotted})(?!\\.?\\d)`, 'g'),
  },
];

/**
 * Finds settings of tools and CI systems that name the old Python or the old base itself, each with the edit. A matrix
 * may well test the old Python too, so that these are warnings.
 */
export function checkSettings(facts: CheckFacts): readonly Finding[] {
  return facts.settings.flatMap((each) => [
    ...pythonVersions(each, facts),
    ...baseReferences(each, facts),
    ...buildArguments(each, facts),
  ]);
}

function pythonVersions(
  { file, text, services }: UpgradedFile,
  { python }: CheckFacts,
): readonly Finding[] {
  const { from, to } = python;
  if (from === undefined || to === undefined || !changesMinor(python)) return [];
  const [dotted, compact] = [from.replace('.', '\\.'), from.replace('.', '')];
  const minor = minorOf(to);
  return PATTERNS.filter((each) => each.file.test(file)).flatMap(({ pattern, setting }) =>
    [...text.matchAll(pattern(dotted, compact))].map(
      ({ 0: all, 1: before = '', 2: old = '', index }) => {
        const start = index + before.length;
        const written = old === compact ? minor.replace('.', '') : minor;
        const fix: TextFix = { file, start, end: start + old.length, old, text: written };
        const prefix = old === compact ? 'py' : '';
        const name = setting ?? /[\w-]+/.exec(all.trim())?.[0] ?? 'the version';
        const place = placeAt(file, text, start);
        const problem = {
          place,
          setting: name,
          old: `${prefix}${old}`,
          text: `${prefix}${written}`,
        };
        return finding('warning', { kind: 'python-version-named', ...problem }, services, {
          fixes: [fix],
        });
      },
    ),
  );
}

/** `image: python:3.11-slim-bookworm` of a job. */
function baseReferences(
  { file, text, services }: UpgradedFile,
  { from, to }: CheckFacts,
): readonly Finding[] {
  const bare = withoutDigest(from);
  if (!/:[^/]*$/.test(bare) || bare === to || /pyproject\.toml$/.test(file)) return [];
  const pattern = new RegExp(
    `(?<![\\w./:-])${escapePattern(bare)}(?![\\w.-])(?:@sha256:[0-9a-f]{64})?`,
    'g',
  );
  return [...text.matchAll(pattern)].map(({ 0: old, index }) => {
    const fix = { file, start: index, end: index + old.length, old, text: to };
    const problem = { place: placeAt(file, text, index), reference: old, to };
    return finding('warning', { kind: 'base-named-elsewhere', ...problem }, services, {
      fixes: [fix],
    });
  });
}

/** `--build-arg BASE=…`, `BASE: …` below `args` or `build-args`: they win over what a Dockerfile says. */
function buildArguments(
  { file, text, services }: UpgradedFile,
  { dockerfiles }: CheckFacts,
): readonly Finding[] {
  const names = new Map(
    dockerfiles.flatMap(({ dockerfile }) =>
      dockerfile.stages.flatMap(({ from: { written = '' } }) =>
        [...written.matchAll(/\$\{?(\w+)/g)].map(([, name = '']) => [name, dockerfile.file]),
      ),
    ),
  );
  const seen = new Set<string>();
  return [...names].flatMap(([name, dockerfile]) => {
    const pattern = new RegExp(
      `--build-arg(?:[= ]|",\\s*")["']?${name}=|^[ \\t"'-]*${name}["']?\\s*[:=]\\s*["']?[\\w./-]+`,
      'gm',
    );
    return [...text.matchAll(pattern)].flatMap(({ index, 0: all }) => {
      const place = placeAt(file, text, index + all.search(/\S/));
      const key = `${name}:${place.line}`;
      if (seen.has(key)) return [];
      seen.add(key);
      const problem = {
        kind: 'build-argument-overrides',
        place,
        argument: name,
        dockerfile,
      } as const;
      return [finding('warning', problem, services)];
    });
  });
}
