import { withoutDigest } from '../../dockerfile/without-digest';
import { isPython } from '../../images/adoption/stage-roles';
import type { Stack } from '../../images/model/stacks';
import { checkApt } from '../../images/references/check-apt';
import { pythonOfReference } from '../../images/references/python-of-reference';
import { suiteOfReference } from '../../images/references/suite-of-reference';
import type { Place } from '../../problems/place';
import type { Problem } from '../../problems/problem';

/** The stack that an adopted image starts from. */
export interface AdoptedStack {
  readonly stack: string;
  /** Reference of a new stack's base; absent where the stack exists. */
  readonly from?: string;
  readonly warnings: readonly Problem[];
}

/** What a stack is chosen from. */
export interface StackChoice {
  /** Where the Dockerfile names its base. */
  readonly place: Place;
  readonly stacks: readonly Pick<Stack, 'name' | 'from'>[];
  /** Whether a name or folder of a project is free. */
  readonly isFree: (name: string) => boolean;
}

/**
 * Chooses a stack with the same Python, Debian release and kind of image, or a name for a new one.
 *
 * @param base reference that the hand-written image starts from
 * @param wanted stack that is asked for; one that does not exist is created
 */
export function chooseAdoptedStack(
  base: string,
  wanted: string | undefined,
  { place, stacks, isFree }: StackChoice,
): AdoptedStack | { readonly problems: readonly Problem[] } {
  const reference = pythonBase(base);
  const problems: readonly Problem[] = /distroless|chainguard|wolfi/.test(reference)
    ? [{ kind: 'base-without-apt', reference }]
    : checkApt(reference);
  if (problems.length > 0) return { problems };
  const named = stacks.find(({ name }) => name === wanted);
  if (named) return { stack: named.name, warnings: otherPython(named, reference, place) };
  if (!isPython(reference)) {
    return { problems: [{ kind: 'adopt-base-without-python', place, reference }] };
  }
  const fitting = stacks.find(({ from }) => isSame(from, reference));
  if (fitting && wanted === undefined) return { stack: fitting.name, warnings: [] };
  return { stack: wanted ?? freeName(reference, isFree), from: reference, warnings: [] };
}

/** The official image that an image of uv's with a Python is made from. */
function pythonBase(reference: string): string {
  const [, python, suite, slim] =
    /(?:^|\/)astral-sh\/uv:(?:[\d.]+-)?python(\d+\.\d+)-(bookworm|trixie|bullseye)(-slim)?/.exec(
      reference,
    ) ?? [];
  return python === undefined ? reference : `python:${python}${slim ?? ''}-${suite}`;
}

/** A reference without a release means the one that is current, so that it tells no difference. */
function isSame(from: string, reference: string): boolean {
  const [one, other] = [suiteOfReference(from), suiteOfReference(reference)];
  const python = pythonOfReference(from);
  return (
    withoutDigest(from) === withoutDigest(reference) ||
    (python !== undefined &&
      python === pythonOfReference(reference) &&
      (one === other || other === undefined) &&
      /-slim\b/.test(from) === /-slim\b/.test(reference))
  );
}

function otherPython(
  { name, from }: Pick<Stack, 'name' | 'from'>,
  reference: string,
  place: Place,
): readonly Problem[] {
  const [python, wanted] = [pythonOfReference(from), pythonOfReference(reference)];
  return python === undefined || wanted === undefined || python === wanted
    ? []
    : [{ kind: 'adopt-other-python', place, stack: name, python, wanted }];
}

function freeName(reference: string, isFree: (name: string) => boolean): string {
  const python = pythonOfReference(reference)?.replace('.', '') ?? '';
  const suite = suiteOfReference(reference) ?? 'adopted';
  const names = ['python', `python${python}`, `python${python}-${suite}`];
  const counted = Array.from({ length: 100 }, (_, index) => `python${python}-${index + 2}`);
  return [...names, ...counted].find(isFree) ?? 'python';
}
