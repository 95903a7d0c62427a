import { parsePipRequirementsFileLoosely } from 'pip-requirements-js';
import { normalizeName } from './normalize-name';

/** Normalised names of what a requirements file lists; lines that name nothing are passed over. */
export function requirementNames(text: string): ReadonlySet<string> {
  return new Set(
    parsePipRequirementsFileLoosely(text).flatMap((each) =>
      'name' in each ? [normalizeName(each.name)] : [],
    ),
  );
}
