import { compare, explain } from '@renovatebot/pep440';

/** A release as a tag of the repository names it. */
export interface TaggedVersion {
  readonly tag: string;
  /** PEP 440, normalised, without a local part. */
  readonly version: string;
}

/** What the version of a project is where no tag names one: what plain `docker build` takes as well. */
export const UNTAGGED_VERSION = '0.0.0';

/** What may stand between a project's name and the version in a tag: `api-v1.2`, `api@1.2`, `api/v1.2`. */
const SEPARATORS: readonly string[] = ['-', '@', '/'];

/**
 * The highest version that a tag gives a project: tags with its name before those of the whole
 * repository (`v1.2.0`, `1.2.0`). What is no version by PEP 440 counts for nothing.
 *
 * @param tags those that the commit to build contains, in any order
 * @param names of the project, as written and as normalised
 */
export function highestTag(
  tags: readonly string[],
  names: readonly string[],
): TaggedVersion | undefined {
  const prefixes = names.flatMap((name) => SEPARATORS.map((separator) => name + separator));
  const tagged = (of: readonly string[]): readonly TaggedVersion[] =>
    tags.flatMap((tag) => {
      const prefix = of.find((each) => tag.startsWith(each));
      const version = prefix === undefined ? undefined : publicVersion(tag.slice(prefix.length));
      return version === undefined ? [] : [{ tag, version }];
    });
  const own = tagged(prefixes);
  return [...(own.length > 0 ? own : tagged(['']))].sort(
    (a, b) => compare(b.version, a.version) || (a.tag < b.tag ? -1 : 1),
  )[0];
}

/**
 * The version of a project some commits after a release: the next one's development release, as
 * setuptools-scm guesses it (`guess-next-dev`). It counts the commits of the project's folder only and
 * holds no hash, so that a commit elsewhere leaves it as it is.
 *
 * @param commits since the release that changed the project's folder
 * @param isChanged whether the folder holds what no commit has
 */
export function versionSince(release: string, commits: number, isChanged: boolean): string {
  if (commits === 0 && !isChanged) return release;
  const [, base = release, dev] = /^(.*)\.dev(\d+)$/.exec(release) ?? [];
  return dev === undefined
    ? `${release.replace(/\d+$/, (last) => `${Number(last) + 1}`)}.dev${commits}`
    : `${base}.dev${Number(dev) + Math.max(commits, 1)}`;
}

function publicVersion(text: string): string | undefined {
  return explain(text)?.public;
}
