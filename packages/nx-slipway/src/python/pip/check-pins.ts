import { posix } from 'node:path';
import { satisfies, valid } from '@renovatebot/pep440';
import type { RequirementsProblem } from '../../problems/kinds/projects/requirements-problem';
import type { Requirement } from '../pyproject/pyproject';
import type { RequirementsFile } from './requirements-file';

/**
 * Where the requirements files of one image pin a package to different versions, which pip refuses to
 * install. Pins under markers may exclude each other.
 */
export function checkPins(files: readonly RequirementsFile[]): readonly RequirementsProblem[] {
  const pins = new Map<string, Requirement>();
  return files
    .flatMap(({ lines }) =>
      lines.flatMap((line) => (line.kind === 'package' ? line.requirement : [])),
    )
    .filter(({ marker, url }) => marker === undefined && url === undefined)
    .flatMap((pin): readonly RequirementsProblem[] => {
      const other = pins.get(pin.name) ?? pin;
      pins.set(pin.name, other);
      const { place, text: requirement } = pin;
      return isSameVersion(pin, other)
        ? []
        : [
            {
              kind: 'requirements-contradict',
              place,
              requirement,
              other: `\`${other.text}\` of ${posix.basename(other.place.file)}`,
            },
          ];
    });
}

/** Spellings of one version are no contradiction, and what is no version of PEP 440 only pip knows. */
function isSameVersion(a: Requirement, b: Requirement): boolean {
  const [one = '', two = ''] = [a, b].map(({ specifiers }) => specifiers.join().replace(/^=+/, ''));
  if (!valid(one) || !valid(two)) return true;
  return (
    satisfies(one, `==${two}`, { prereleases: true }) ||
    satisfies(two, `==${one}`, { prereleases: true })
  );
}
