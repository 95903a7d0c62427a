import { explain } from '@renovatebot/pep440';
import type { ReleaseProblem } from '../../problems/kinds/builds/release-problem';
import { tomlPlaces } from '../toml/toml-places';
import type { TomlTable } from '../toml/toml-value';
import { semverOfPep440 } from '../versions/semver-of-pep440';
import type { Pyproject } from './pyproject';
import { versionSource } from './version-source';

/** The version that a release continues from, or why it is unknown. */
export type ReleasedVersion =
  | { readonly from: 'pyproject'; readonly version: string }
  | { readonly from: 'git' }
  | { readonly problem: ReleaseProblem };

/**
 * The version that a pyproject holds, in semver's words.
 *
 * @param toml the file, parsed
 * @param text of the file, for places
 */
export function releasedVersion(
  toml: TomlTable,
  pyproject: Pyproject,
  text: string,
): ReleasedVersion {
  const source = versionSource(toml, pyproject);
  switch (source.from) {
    case 'git':
      return source;
    case 'nowhere':
      return { problem: { kind: 'version-nowhere', place: pyproject.place } };
    case 'backend': {
      const place = { file: pyproject.file, ...tomlPlaces(text)(source.field.split('.')) };
      const project = pyproject.name ?? '';
      return { problem: { kind: 'version-elsewhere', place, project, field: source.field } };
    }
    case 'pyproject': {
      const version = semverOfPep440(source.version);
      if (version !== undefined) return { from: 'pyproject', version };
      const place = { file: pyproject.file, ...tomlPlaces(text)(source.path) };
      const closest = closestRelease(source.version);
      return {
        problem: { kind: 'version-not-semver', place, version: source.version, closest },
      };
    }
  }
}

/** The first three numbers. */
function closestRelease(version: string): string {
  const numbers = explain(version)?.release ?? [];
  return [0, 1, 2].map((index) => numbers[index] ?? 0).join('.');
}
