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

/** Values of two images by name. */
export type Values = ReadonlyMap<string, string>;

/** What an image has one of, in two images: `['user', 'root', '10001']`. Empty for what one does not have. */
export type Setting = readonly [area: string, before: string, after: string];

/** What a difference is in: `package requests`. */
export function titleOf({ area, name }: Difference): string {
  return name === undefined ? area : `${area} ${name}`;
}

/** Lists which of the settings differ. */
export function compareSettings(settings: readonly Setting[]): readonly Difference[] {
  return settings.flatMap(([area, before, after]) =>
    before === after ? [] : [{ area, ...sides(before, after) }],
  );
}

/** Lists which values differ, by name. @param shown the text that stands for a value */
export function compareValues(
  area: string,
  [before, after]: readonly [Values, Values],
  shown: (name: string, value: string) => string = (_, value) => value,
): readonly Difference[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((name) => {
    const [old, now] = [before.get(name), after.get(name)];
    const told = (value: string | undefined) => value !== undefined && shown(name, value);
    return old === now ? [] : [{ area, name, ...sides(told(old), told(now)) }];
  });
}

/** The value of a variable, unless it may be a secret: logs are read by others. */
export function shownVariable(name: string, value: string): string {
  return /PASS|TOKEN|SECRET|KEY|CREDENTIAL|AUTH/i.test(name)
    ? `(${value.length} characters)`
    : value;
}

/** Words of a command in one line; nothing for none. */
export function shownWords(list: readonly string[]): string {
  return list.length === 0 ? '' : JSON.stringify(list);
}

function sides(
  before: string | false,
  after: string | false,
): Pick<Difference, 'before' | 'after'> {
  return { ...(before && { before }), ...(after && { after }) };
}
