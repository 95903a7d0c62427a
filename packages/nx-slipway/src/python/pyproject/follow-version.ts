import { satisfies } from '@renovatebot/pep440';
import { poetryConstraint } from './poetry-constraint';
import type { WrittenRequirement } from './requirements-on';

/** Name, extras and an opening parenthesis; the constraint; what is behind it. */
const REQUIREMENT = /^([^<>=!~;()]*\(?)([^;)]*)([\s\S]*)$/;

/** One comparison of a constraint: its operator, if any, and its version. */
const COMPARISON = /(\^|~=|~|===|==|=|>=|<=|!=|<>|<|>)?(\s*)(v?\d[^\s,|]*)/g;

/**
 * A requirement on a project of the workspace after that project has got another version: `==1.2.0` becomes
 * `==1.3.0`, `>=1.2` becomes `>=1.3.0`, `~=1.2` becomes `~=1.3`; upper bounds, exclusions and all around the
 * versions stay as they are. Operators are PEP 440's or Poetry's.
 *
 * Undefined where the new version is not within what comes of it.
 *
 * @param version new one, by PEP 440
 * @param keepsRanges a range that the new version is in already stays as it is
 */
export function followVersion(
  { text, form }: Pick<WrittenRequirement, 'text' | 'form'>,
  version: string,
  { keepsRanges }: { readonly keepsRanges: boolean },
): string | undefined {
  const [, head = '', constraint = '', tail = ''] =
    form === 'requirement' ? (REQUIREMENT.exec(text) ?? []) : ['', '', text];
  const moved =
    keepsRanges && !isPinned(constraint)
      ? constraint
      : constraint.replace(
          COMPARISON,
          (whole, operator: string | undefined, gap: string, old: string) =>
            isBound(operator)
              ? whole
              : `${operator ?? ''}${gap}${inTheManner(old, version, operator)}`,
        );
  return allows(moved, version) ? head + moved + tail : undefined;
}

function isPinned(constraint: string): boolean {
  return Array.from(constraint.matchAll(COMPARISON)).some(
    ([, operator, , old = '']) =>
      [undefined, '=', '==', '==='].includes(operator) && !old.endsWith('*'),
  );
}

function isBound(operator: string | undefined): boolean {
  return ['<', '<=', '!=', '<>', '>'].includes(operator ?? '');
}

/** The new version with as many numbers as the old one, where what is meant depends on them. */
function inTheManner(old: string, version: string, operator: string | undefined): string {
  const isWild = old.endsWith('.*');
  const [numbers = ''] = /^[\d.]*\d/.exec(version) ?? [];
  const count = old.replace(/\.\*$/, '').split('.').length;
  if (!isWild && (operator !== '~=' || count >= numbers.split('.').length)) return version;
  const short = numbers.split('.').slice(0, count).join('.');
  if (isWild) return `${short}.*`;
  // A pre-release comes before the release of its numbers.
  return allows(`~=${short}`, version) ? short : short + version.slice(numbers.length);
}

function allows(constraint: string, version: string): boolean {
  const alternatives = poetryConstraint(constraint) ?? [];
  return alternatives.some((specifiers) =>
    specifiers.every((each) => satisfies(version, each, { prereleases: true })),
  );
}
