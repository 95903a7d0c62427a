import { findRelease } from '../../../python/index/find-release';
import type { IndexFile } from '../../../python/index/index-page';
import { normalizeName } from '../../../python/pep508/normalize-name';
import { joinRequirementsLines } from '../../../python/pip/join-requirements-lines';
import { excludesPython } from '../../../python/pyproject/requires-python';
import { wheelFits } from '../../../python/wheels/wheel-fits';
import { changesMinor, lowersMinor } from '../../references/derive-reference';
import type { CheckFacts, UpgradedFile } from '../check-facts';
import { finding } from '../check-facts';
import type { Finding } from '../finding';
import { answerFor, byReason, filesOfRelease } from '../index-answers';

/** One `name==version` of a builder-requirements.txt. */
export interface BuilderPin {
  /** Normalised. */
  readonly name: string;
  readonly version: string;
  readonly line: number;
}

/** Returns the pins of a builder-requirements.txt. */
export function builderPins({ text }: Pick<UpgradedFile, 'text'>): readonly BuilderPin[] {
  return joinRequirementsLines(text).flatMap(({ text: each, line }) => {
    const [, name, version] = /^([\w.-]+)(?:\[[^\]]*\])?\s*==\s*([^\s;,#*]+)/.exec(each) ?? [];
    return name === undefined || version === undefined
      ? []
      : [{ name: normalizeName(name), version, line }];
  });
}

/** Finds installers and build backends of base-builder that the new Python cannot install. */
export function checkBuilderPins(facts: CheckFacts): readonly Finding[] {
  const { builderPins: file, answers, python } = facts;
  const { to } = python;
  if (!file || to === undefined || !changesMinor(python)) return [];
  const read = builderPins(file).map((pin) => [pin, filesOfRelease(pin, answers)] as const);
  const found = read.flatMap(([pin, release]) =>
    'why' in release ? [] : checkPin(pin, release.files, { ...facts, file: file.file, to }),
  );
  const unknown = read.flatMap(([pin, release]) =>
    'why' in release ? [[pin, release] as const] : [],
  );
  const place = { file: file.file };
  const unchecked = byReason(unknown).map(({ packages, why, isDown = false }) =>
    finding('unchecked', { kind: 'builder-pins-unchecked', place, packages, why, isDown }, [], {
      ...(isDown && { isUnanswered: true }),
    }),
  );
  return [...found, ...unchecked];
}

function checkPin(
  { name, version, line }: BuilderPin,
  files: readonly IndexFile[],
  {
    file,
    to,
    ...facts
  }: Pick<CheckFacts, 'answers' | 'python'> & { readonly file: string; readonly to: string },
): readonly Finding[] {
  const fits = files.filter(
    ({ requiresPython: range }) => range === undefined || !excludesPython(range, to),
  );
  if (fits.some((each) => !each.name.endsWith('.whl') || wheelFits(each.name, to))) return [];
  const range = files.find((each) => each.requiresPython)?.requiresPython;
  const all = answerFor({ name }, facts.answers);
  const other =
    'why' in all
      ? undefined
      : findRelease(all.files, {
          ...{ name, version, python: to, machines: [], isOlder: lowersMinor(facts.python) },
        });
  return [
    finding('problem', {
      ...{ kind: 'builder-pin-python', place: { file, line }, package: name, version, python: to },
      ...(fits.length === 0 && range !== undefined && { range }),
      ...(other && { instead: other.version }),
    }),
  ];
}
