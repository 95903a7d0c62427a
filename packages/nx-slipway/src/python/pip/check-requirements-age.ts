import { satisfies, valid } from '@renovatebot/pep440';
import type { Pyproject, Requirement } from '../pyproject/pyproject';
import type { RequirementsFile } from './requirements-file';

/** A requirement that compiled requirements do not meet. */
export interface UnmetRequirement {
  readonly requirement: Requirement;
  readonly detail: string;
}

/**
 * Main dependencies of the given projects that the requirements surely lack or pin to a version they do
 * not allow. One under a marker may be left out for the platform it was compiled on.
 *
 * @param files the requirements files of one image, nested ones included, constraints not
 */
export function checkRequirementsAge(
  pyprojects: readonly Pyproject[],
  files: readonly RequirementsFile[],
): readonly UnmetRequirement[] {
  const local = new Set(pyprojects.map(({ normalizedName }) => normalizedName));
  const lines = files.flatMap((file) => file.lines);
  // A URL may be anything's.
  const isClosed = !lines.some(({ kind }) => kind === 'url' || kind === 'broken');
  return pyprojects
    .flatMap(({ dependencies }) => dependencies)
    .filter(({ name }) => !local.has(name))
    .flatMap((requirement) => {
      const { name, text, marker } = requirement;
      const pins = lines.flatMap((line) =>
        line.kind === 'package' && line.requirement.name === name ? [line.requirement] : [],
      );
      if (pins.length === 0) {
        return marker === undefined && isClosed
          ? [{ requirement, detail: `they lack \`${text}\`` }]
          : [];
      }
      if (pins.some((pin) => meets(pin, requirement))) return [];
      const found = pins.map((pin) => `\`${pin.text}\``).join(' and ');
      return [{ requirement, detail: `they have ${found}, not \`${text}\`` }];
    });
}

function meets(pin: Requirement, { specifiers, url }: Requirement): boolean {
  const version = pin.specifiers[0]?.replace(/^=+/, '') ?? '';
  if (url !== undefined || pin.url !== undefined || specifiers.length === 0) return true;
  // What cannot be told surely is met: another spelling of a version, `===`.
  if (!valid(version) || specifiers.some((each) => each.startsWith('==='))) return true;
  return satisfies(version, specifiers.join(','), { prereleases: true });
}
