import type { ImageFacts } from './image-facts';

/** Something in which two images differ. */
export interface Difference {
  /** `command`, `package`, … */
  readonly area: string;
  /** Name of a variable, a label, a package or a file; absent for what an image has one of. */
  readonly name?: string;
  /** Absent for what the image does not have. */
  readonly before?: string;
  readonly after?: string;
}

/** Two images beside each other. */
export interface Comparison {
  readonly before: string;
  readonly after: string;
  /** As the engine words them. */
  readonly sizes: readonly [string, string];
  /** What is the same in both, in words: `user`, `24 packages`. */
  readonly same: readonly string[];
  readonly differences: readonly Difference[];
}

/** Compares two images. */
export function compareFacts(before: ImageFacts, after: ImageFacts): Comparison {
  const single: readonly (readonly [string, string, string])[] = [
    ['Python', before.contents.python, after.contents.python],
    ['user', before.contents.ids, after.contents.ids],
    ['entrypoint', words(before.entrypoint), words(after.entrypoint)],
    ['command', words(before.command), words(after.command)],
    ['working directory', before.workdir, after.workdir],
    ['ports', before.ports.join(', '), after.ports.join(', ')],
    ['volumes', before.volumes.join(', '), after.volumes.join(', ')],
    ['stop signal', before.stopSignal, after.stopSignal],
    ['probe', words(before.healthCheck), words(after.healthCheck)],
  ];
  const lists: readonly (readonly [string, string, Values, Values])[] = [
    ['variable', 'variables', masked(before.environment), masked(after.environment)],
    ['label', 'labels', before.labels, after.labels],
    ['package', 'packages', before.contents.packages, after.contents.packages],
    ['file', 'files', short(before.contents.files), short(after.contents.files)],
  ];
  const differing = single.filter(([, one, other]) => one !== other);
  const equal = single.filter(([, one, other]) => one === other && one !== '');
  return {
    ...{ before: before.reference, after: after.reference, sizes: [before.size, after.size] },
    same: [
      ...equal.map(([area]) => area),
      ...lists.flatMap(([, plural, one, other]) => {
        const count = [...one].filter(([name, value]) => other.get(name) === value).length;
        return count === 0 ? [] : [`${count} ${plural}`];
      }),
    ],
    differences: [
      ...differing.map(([area, one, other]) => difference(area, undefined, one, other)),
      ...lists.flatMap(([area, , one, other]) => listDifferences(area, one, other)),
    ],
  };
}

type Values = ReadonlyMap<string, string>;

function listDifferences(area: string, one: Values, other: Values): readonly Difference[] {
  const names = [...new Set([...one.keys(), ...other.keys()])].sort();
  return names
    .filter((name) => one.get(name) !== other.get(name))
    .map((name) => difference(area, name, one.get(name), other.get(name)));
}

function difference(
  area: string,
  name: string | undefined,
  before: string | undefined,
  after: string | undefined,
): Difference {
  return {
    area,
    ...(name !== undefined && { name }),
    ...(before !== undefined && before !== '' && { before }),
    ...(after !== undefined && after !== '' && { after }),
  };
}

function words(list: readonly string[]): string {
  return list.length === 0 ? '' : JSON.stringify(list);
}

/** Enough to tell two files apart. */
function short(files: Values): Values {
  return new Map([...files].map(([name, digest]) => [name, digest.slice(0, 12)]));
}

/** What a variable of an image holds may be a secret, and logs are read by others. */
function masked(environment: Values): Values {
  return new Map(
    [...environment].map(([name, value]) => [
      name,
      /PASS|TOKEN|SECRET|KEY|CREDENTIAL|AUTH/i.test(name) ? `(${value.length} characters)` : value,
    ]),
  );
}
