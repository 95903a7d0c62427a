import { normalizeName } from '../pep508/normalize-name';
import { joinRequirementsLines } from './join-requirements-lines';

/** Returns the normalised names that a requirements file lists, also of lines that do not parse in full. */
export function requirementNames(text: string): ReadonlySet<string> {
  const names = joinRequirementsLines(text).flatMap(
    ({ text: line }) => /^([a-z0-9](?:[\w.-]*[a-z0-9])?)(?![\w./:])/i.exec(line)?.[1] ?? [],
  );
  return new Set(names.map(normalizeName));
}
