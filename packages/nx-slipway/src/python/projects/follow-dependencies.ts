import type { ReleaseProblem } from '../../problems/kinds/builds/release-problem';
import { followVersion } from '../pyproject/follow-version';
import { requirementsOn } from '../pyproject/requirements-on';
import { editTomlStrings, type TomlStringEdit } from '../toml/edit-toml-strings';
import { tomlPlaces } from '../toml/toml-places';
import type { TomlTable } from '../toml/toml-value';

/** A pyproject after projects of the workspace it depends on have got other versions. */
export interface FollowedDependencies {
  /** As it was where no requirement changes. */
  readonly text: string;
  /** How many requirements changed. */
  readonly count: number;
  readonly problems: readonly ReleaseProblem[];
}

/**
 * Brings the versions that a pyproject asks of projects of the workspace up to the new ones. Where none is
 * asked for, as with `{ workspace = true }`, there is nothing to bring up.
 *
 * @param versions PEP 440, by normalised name
 * @param keepsRanges whether a range that holds the new version stays, by collection
 */
export function followDependencies(
  { file, text, toml }: { readonly file: string; readonly text: string; readonly toml: TomlTable },
  versions: ReadonlyMap<string, string>,
  keepsRanges: (collection: string) => boolean,
): FollowedDependencies {
  const placeOf = tomlPlaces(text);
  const problems: ReleaseProblem[] = [];
  const edits = [...versions].flatMap(([name, version]) =>
    requirementsOn(toml, name).flatMap((written): readonly TomlStringEdit[] => {
      const options = { keepsRanges: keepsRanges(written.collection) };
      const followed = followVersion(written, version, options);
      if (followed === undefined) {
        problems.push({
          kind: 'range-left-behind',
          place: { file, ...placeOf(written.path) },
          requirement: written.form === 'constraint' ? `${name} ${written.text}` : written.text,
          version,
          mayFollow: followVersion(written, version, { keepsRanges: false }) !== undefined,
        });
      }
      if (followed === undefined || followed === written.text) return [];
      // From the text as written in the file: what is between the quotes may have escapes.
      const change = (raw: string) =>
        followVersion({ ...written, text: raw }, version, options) ?? raw;
      return [{ path: written.path, change }];
    }),
  );
  return { text: editTomlStrings(text, edits), count: edits.length, problems };
}
