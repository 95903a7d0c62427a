import type { Dockerfile } from '../../dockerfile/dockerfile';
import { findDefault } from '../../dockerfile/places/find-base-places';
import { findFroms } from '../../dockerfile/places/find-from';
import { PYTHON, SUITE } from '../references/derive-reference';
import type { PlannedPlace } from './upgrade-plan';

/** A reference that is put together from build arguments, and what it is to be. */
export interface PartQuestion {
  /** As the FROM has it: `python:${PYTHON}-slim-bookworm`. */
  readonly written: string;
  /** Line of the FROM, counted from 1. */
  readonly line: number;
  readonly from: string;
  readonly to: string;
  readonly isBase: (reference: string) => boolean;
}

/**
 * Finds what to change in the parts of a reference: literal text of the FROM, and literal defaults of its ARGs. Each
 * version of Python and each release in a part becomes the new one, and the parts together have to be the new reference
 * then. Undefined where they are not, or an ARG is used by the FROM of another image as well.
 */
export function findPartPlaces(
  dockerfile: Dockerfile,
  { written, line, from, to, isBase }: PartQuestion,
): readonly PlannedPlace[] | undefined {
  const { file, stages } = dockerfile;
  const quote = /^["']/.test(written) ? 1 : 0;
  const bare = written.slice(quote, quote === 0 ? undefined : -1);
  const start = findFroms(dockerfile, from).find((each) => each.line === line)?.at?.start;
  if (start === undefined || /\$\{\w+[^\w}]/.test(bare)) return undefined;
  const [python, suite] = [PYTHON, SUITE].map((pattern) => to.match(pattern)?.[0]);
  const renewed = (part: string): string => {
    const withPython = python === undefined ? part : part.replace(PYTHON, python);
    return suite === undefined ? withPython : withPython.replace(SUITE, suite);
  };
  const places: PlannedPlace[] = [];
  let whole = '';
  for (const match of bare.matchAll(/\$\{?(\w+)\}?|[^$]+/g)) {
    const [part, name] = match;
    const found =
      name === undefined
        ? { line, start: start + match.index, end: start + match.index + part.length, old: part }
        : findDefault(dockerfile, name);
    if (!found) return undefined;
    const text = renewed(found.old);
    whole += text;
    if (text === found.old) continue;
    const users = stages.filter(
      ({ from: other }) =>
        name !== undefined && new RegExp(`\\$\\{?${name}\\b`).test(other.written ?? ''),
    );
    if (!users.every((each) => isBase(each.from.text))) return undefined;
    places.push({ ...found, file, text, how: name === undefined ? 'from' : 'argument' });
  }
  return whole === to ? places : undefined;
}
