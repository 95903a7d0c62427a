import type { PartChanges } from '../bake/keys/compare-parts';
import { formatProblem } from '../problems/format-problem';
import type { KeyProblem } from '../problems/kinds/dockerfiles/key-problem';
import { formatTable } from './format-table';

/** Why an image would be built, or not. */
export type ImageState =
  | { readonly kind: 'exists'; readonly id: string }
  /** The image that has its name was built from something else. */
  | { readonly kind: 'changed'; readonly changes: PartChanges }
  /** It was built as it is now, and is not there any more. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'missing' }
  /** The image that has its name has no key, or none that is remembered. */
  | { readonly kind: 'unknown' }
  /** It is built whatever there is: with `--no-reuse`, `--no-cache` or an output of its own. */
  | { readonly kind: 'asked' }
  | { readonly kind: 'keyless'; readonly problems: readonly KeyProblem[] };

/** An image of a run and what there is of it. */
export interface ExplainedImage {
  readonly image: string;
  readonly reference: string;
  /** Absent for one without a key. */
  readonly key?: string;
  readonly state: ImageState;
}

/** A line for each image: its key, and whether and why it would be built. */
export function formatExplanation(images: readonly ExplainedImage[]): string {
  return formatTable(
    ['image', 'key', 'state'],
    images.map((each) => [each.image, each.key?.slice(0, 12) ?? '', stateText(each)]),
    3,
  );
}

function stateText({ state, reference }: ExplainedImage): string {
  switch (state.kind) {
    case 'exists':
      return `exists: ${state.id}`;
    case 'changed':
      return `to build: ${changesText(state.changes)}`;
    case 'gone':
      return 'to build: it was built so before, and is no longer there';
    case 'missing':
      return `to build: there is no ${reference} yet`;
    case 'unknown':
      return `to build: what ${reference} was built from is not known here`;
    case 'asked':
      return 'to build: the options say so';
    case 'keyless':
      return ['to build: it has no key', ...new Set(state.problems.map(formatProblem))].join('\n');
  }
}

function changesText({ changed, added, removed }: PartChanges): string {
  const lists = [
    { names: changed, verb: 'changed' },
    { names: added, verb: 'is new' },
    { names: removed, verb: 'is gone' },
  ];
  const lines = lists.flatMap(({ names, verb }) => {
    const whole = verb === 'changed' ? [] : wholeTargets(names);
    const rest = names.filter((name) => !whole.some((title) => name.startsWith(`${title}: `)));
    return [...whole, ...rest].map((name) => `${inWords(name)} ${verb}`);
  });
  return lines.join('\n');
}

/** Generated targets of which all is new or gone: each has a Dockerfile of its own. */
function wholeTargets(names: readonly string[]): readonly string[] {
  return names.flatMap((name) => /^(.+): Dockerfile$/.exec(name)?.[1] ?? []);
}

/** The words that the progress of a build has for it. */
function inWords(name: string): string {
  return name
    .replace(/^packages (?=[^:]+(?::|$))/, 'shared layer ')
    .replace(/^conflict-check(?=:|$)/, 'check that packages of several layers fit together');
}
