import { valid } from '@renovatebot/pep440';

/**
 * A version constraint of Poetry as PEP 440 specifiers: alternatives (`||`) of specifiers that hold
 * together. Undefined for an invalid one. By hand, because no library for JavaScript knows Poetry's `^`
 * and `~`; the rules are those of poetry-core, `constraints/version/parser.py`.
 */
export function poetryConstraint(text: string): readonly (readonly string[])[] | undefined {
  const alternatives = text
    .trim()
    .split(/\s*\|\|?\s*/)
    .map((alternative) => parts(alternative).map(specifiers));
  return alternatives.some((each) => each.includes(undefined))
    ? undefined
    : alternatives.map((each) => each.flatMap((specifier) => specifier ?? []));
}

/** A comma or white space parts two constraints, but not an operator from its version. */
function parts(alternative: string): readonly string[] {
  return alternative
    .replace(/([<>=!~^])\s+/g, '$1')
    .split(/[\s,]+/)
    .filter((part) => part !== '');
}

const CONSTRAINT = /^(\^|~=|~|<>|!=|>=|<=|===?|=|>|<)?v?([^*]+?)((?:\.\*)*)$/;

function specifiers(part: string): readonly string[] | undefined {
  if (/^v?[x*](\.[x*])*$/i.test(part)) return [];
  const [, operator = '==', plain = '', stars = ''] = CONSTRAINT.exec(part) ?? [];
  if (!valid(plain)) return undefined;
  if (operator === '^') return [`>=${plain}`, `<${nextBreaking(release(plain))}`];
  if (operator === '~') return [`>=${plain}`, `<${after(release(plain).slice(0, 2))}`];
  const known = operator === '=' ? '==' : operator === '<>' ? '!=' : operator;
  return [`${known}${plain}${stars === '' ? '' : '.*'}`];
}

function release(version: string): readonly number[] {
  const [text = ''] = /^\d+(\.\d+)*/.exec(version.replace(/^\d+!/, '')) ?? [];
  return text.split('.').map(Number);
}

/** What `^` does not reach: the next of the first part that is not 0, as far as there are parts. */
function nextBreaking(parts: readonly number[]): string {
  const [first = 0, second = 0] = parts;
  const count = first > 0 || parts.length === 1 ? 1 : second > 0 || parts.length === 2 ? 2 : 3;
  return after(parts.slice(0, count));
}

/** The first version above all that start so. */
function after(parts: readonly number[]): string {
  return [...parts.slice(0, -1), (parts.at(-1) ?? 0) + 1].join('.');
}
