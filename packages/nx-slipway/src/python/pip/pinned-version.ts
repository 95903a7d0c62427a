import { normalizeName } from '../pep508/normalize-name';
import { joinRequirementsLines } from './join-requirements-lines';

/** Returns the version that a requirements file pins a package to with `==`; undefined without such a line. */
export function pinnedVersion(text: string, name: string): string | undefined {
  for (const { text: line } of joinRequirementsLines(text)) {
    const [, found = '', version] =
      /^([\w.-]+)(?:\[[^\]]*\])?\s*==\s*([^\s;,#*]+)/.exec(line) ?? [];
    if (version !== undefined && normalizeName(found) === name) return version;
  }
  return undefined;
}
