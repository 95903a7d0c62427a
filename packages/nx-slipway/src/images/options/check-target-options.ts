import type { ImageProblem } from '../../problems/kinds/dockerfiles/image-problem';
import { choiceOfImage } from '../model/choice-of-image';
import type { Image } from '../model/image';

/** A target that builds images of a project, as project.json and nx.json configure it. */
export interface ConfiguredTarget {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Options that decide what an image is; the others say where it goes and how it is built. */
const DECIDING = ['buildArgs', 'context', 'contexts', 'platforms', 'secrets', 'target'];

/**
 * Returns a problem for each option that the targets of one image give different values: it would be another
 * image by each of them.
 *
 * @param targets that build images of the project
 */
export function checkTargetOptions(
  own: Image,
  targets: readonly ConfiguredTarget[],
): readonly ImageProblem[] {
  const choice = choiceOfImage(own);
  const [first, ...others] = targets.filter(
    ({ options: { image } }) => image === undefined || image === choice,
  );
  if (!first) return [];
  return DECIDING.flatMap((option): readonly ImageProblem[] => {
    const other = others.find((each) => text(each.options[option]) !== text(first.options[option]));
    if (other === undefined) return [];
    const forAll = [first, other].find(({ options: { image } }) => image === undefined)?.name;
    return [
      {
        kind: 'target-options-differ',
        ...{ root: own.root, option, targets: [first.name, other.name] },
        ...(forAll !== undefined && { forAll }),
      },
    ];
  });
}

/** Returns a value in one form; an empty list or table counts as not set. */
function text(value: unknown): string {
  if (Array.isArray(value))
    return value.length === 0 ? '""' : JSON.stringify([...value].map(String).sort());
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? '');
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? '""' : JSON.stringify(entries);
}
