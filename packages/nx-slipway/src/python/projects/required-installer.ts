import { satisfies, valid, validRange } from '@renovatebot/pep440';
import type { Place } from '../../problems/place';
import { poetryConstraint } from '../pyproject/poetry-constraint';

/** The version of its installer that a project asks for. */
export interface RequiredInstaller {
  readonly installer: 'uv' | 'poetry';
  /** As written: `>=0.9`, `^2.1`. */
  readonly text: string;
  readonly place: Place;
}

/**
 * Whether a version of an installer is one that a project asks for. What is no valid range is for the installer itself
 * to refuse.
 *
 * Rules: `required-version` of uv's settings, and `requires-poetry` of Poetry, which both refuse to run otherwise.
 */
export function meetsRequired(version: string, { installer, text }: RequiredInstaller): boolean {
  const ranges =
    installer === 'poetry'
      ? poetryConstraint(text)?.map((specifiers) => specifiers.join(','))
      : [valid(text.trim()) ? `==${text.trim()}` : text];
  return (
    ranges?.some((range) => range === '' || !validRange(range) || satisfies(version, range)) ?? true
  );
}

/** A version that a requirement names and that meets it; undefined where it names none. */
export function namedVersion(required: RequiredInstaller): string | undefined {
  const named = required.text.match(/\d+(\.\d+)+/g) ?? [];
  return named.find((version) => meetsRequired(version, required));
}
