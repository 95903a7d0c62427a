import { clean, explain, major, minor, patch } from '@renovatebot/pep440';
import semver from 'semver';
import { type ExpressionValues, expandExpressions } from './expressions';
import { formatDate } from './format-date';
import type { TagFacts } from './tag-facts';
import type { Length, RefEvent, TagSource, TagTemplate } from './tag-template';

/** What a template resolves to: a tag, valid or not; no tag in this run; or a missing value. */
export type ResolvedTag =
  | { readonly tag: string }
  | { readonly skipped: string }
  | { readonly lack: string; readonly next: string };

/**
 * Makes a tag of a template. Characters that no tag has become `-`, as in a branch `fix/x`.
 *
 * Rules: https://github.com/docker/metadata-action#tags-input, for the kinds it has; `date` and `key`
 * are this package's own, and versions are the project's and not a git tag's.
 */
export function resolveTag(template: TagTemplate, facts: TagFacts): ResolvedTag {
  const values = globalValues(facts);
  const expand = (text: string): string => expandExpressions(text, values);
  if (expand(template.enable) !== 'true') {
    return { skipped: `\`enable\` is ${JSON.stringify(expand(template.enable))}` };
  }
  const resolved = resolveSource(template.source, facts, expand);
  if (!('tag' in resolved)) return resolved;
  const whole = expand(template.prefix) + resolved.tag + expand(template.suffix);
  return whole === ''
    ? {
        lack: 'all it is made of is empty',
        next: 'Give it a value that exists on every run.',
      }
    : { tag: whole.replace(/[^\w.-]+/g, '-') };
}

function globalValues({ revision }: TagFacts): ExpressionValues {
  const { commit = '', seconds, ref, defaultBranch } = revision;
  const nameOf = (event: RefEvent): string => (ref?.event === event ? ref.name : '');
  const isDefault = ref?.event === 'branch' && ref.name === defaultBranch;
  return {
    branch: () => nameOf('branch'),
    tag: () => nameOf('tag'),
    sha: () => shortened(commit, 'short'),
    commit_date: ({ argument = 'YYYYMMDD', timeZone = 'UTC' }) =>
      (seconds === undefined ? undefined : formatDate(seconds, argument, timeZone)) ?? '',
    is_default_branch: () => `${isDefault}`,
    is_not_default_branch: () => `${!isDefault}`,
  };
}

const COMMIT_FIRST = 'Build in a clone of the repository that has a commit, with git installed.';

function resolveSource(
  source: TagSource,
  { revision, version, key }: TagFacts,
  expand: (text: string) => string,
): ResolvedTag {
  switch (source.kind) {
    case 'raw':
      return { tag: expand(source.value) };
    case 'ref':
      return revision.ref?.event === source.event
        ? { tag: revision.ref.name }
        : { skipped: `this is no ${EVENTS[source.event]}` };
    case 'sha':
      return revision.commit === undefined
        ? { lack: 'there is no commit', next: COMMIT_FIRST }
        : { tag: shortened(revision.commit, source.format) };
    case 'date':
      return revision.seconds === undefined
        ? {
            lack: 'there is no commit to take the date of',
            next: `${COMMIT_FIRST} Or set SOURCE_DATE_EPOCH.`,
          }
        : { tag: formatDate(revision.seconds, source.format, source.timeZone) ?? '' };
    case 'key':
      return key === undefined
        ? { lack: 'the key of the image is not known', next: 'Take `type=sha` in its place.' }
        : { tag: shortened(key, source.format) };
    default: {
      const given = source.value === undefined ? version : expand(source.value);
      if (!given) {
        return {
          lack: 'its project has no version',
          next: 'Give its pyproject.toml one, or the target `tags` of its own in project.json.',
        };
      }
      return source.kind === 'semver'
        ? semverTag(given, source.pattern)
        : pep440Tag(given, source.pattern);
    }
  }
}

const EVENTS: Readonly<Record<RefEvent, string>> = {
  branch: 'branch',
  tag: 'git tag',
  pr: 'pull request',
};

/** Of a pre-release only the whole version is a tag: the short ones stay with releases. */
function semverTag(version: string, pattern: string): ResolvedTag {
  const parsed = semver.parse(version);
  if (!parsed) {
    return {
      lack: `${JSON.stringify(version)} is no version by SemVer`,
      next: 'Take type=pep440, which knows the versions of Python projects.',
    };
  }
  return {
    tag: expandExpressions(patternFor(pattern, parsed.prerelease.length > 0), {
      raw: () => version,
      version: () => parsed.version,
      major: () => `${parsed.major}`,
      minor: () => `${parsed.minor}`,
      patch: () => `${parsed.patch}`,
    }),
  };
}

function pep440Tag(version: string, pattern: string): ResolvedTag {
  const parsed = explain(version);
  if (!parsed) {
    return {
      lack: `${JSON.stringify(version)} is no version by PEP 440`,
      next: 'Correct the version in its pyproject.toml.',
    };
  }
  const isUnfinished = parsed.is_prerelease || parsed.is_devrelease || parsed.is_postrelease;
  return {
    tag: expandExpressions(patternFor(pattern, isUnfinished), {
      raw: () => version,
      version: () => clean(version) ?? version,
      major: () => `${major(version)}`,
      minor: () => `${minor(version)}`,
      patch: () => `${patch(version)}`,
    }),
  };
}

function patternFor(pattern: string, isUnfinished: boolean): string {
  return isUnfinished && !/^\{\{\s*raw\s*\}\}$/.test(pattern) ? '{{version}}' : pattern;
}

/** As short as git and metadata-action make a commit. */
function shortened(hash: string, format: Length): string {
  return format === 'short' ? hash.slice(0, 7) : hash;
}
