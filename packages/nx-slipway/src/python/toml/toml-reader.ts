import type { PythonProblem } from '../../problems/kinds/projects/python-problem';
import type { Place } from '../../problems/place';
import { type TomlPath, tomlPlaces } from './toml-places';
import { isTable, type TomlTable } from './toml-value';

/** Reads the values of one file by their paths; a value of an odd type is a problem, and absent. */
export interface TomlReader {
  readonly problems: PythonProblem[];
  place(path: TomlPath): Place;
  string(path: TomlPath): string | undefined;
  boolean(path: TomlPath): boolean | undefined;
  /** Keys of the table; none where there is no table. */
  keys(path: TomlPath): readonly string[];
  has(path: TomlPath): boolean;
  is(path: TomlPath, value: string): boolean;
  isArray(path: TomlPath): boolean;
  isTable(path: TomlPath): boolean;
  /** The elements of an array with their paths; none where there is no array. */
  elements(path: TomlPath): readonly { readonly path: TomlPath; readonly value: unknown }[];
  /** The elements of an array of strings with their paths. */
  strings(path: TomlPath): readonly { readonly path: TomlPath; readonly value: string }[];
}

/** A reader of a parsed file; the text only serves to say where something stands. */
export function tomlReader(
  toml: TomlTable,
  { file, text }: { readonly file: string; readonly text: string },
): TomlReader {
  const problems: PythonProblem[] = [];
  const positions = tomlPlaces(text);
  const place = (path: TomlPath): Place => ({ file, ...positions(path) });
  const wrongType = (path: TomlPath, expected: string): undefined => {
    problems.push({
      kind: 'pyproject-wrong-type',
      place: place(path),
      field: path.join('.'),
      expected,
    });
  };
  const at = (path: TomlPath): unknown =>
    path.reduce<unknown>(
      (value, key) =>
        Array.isArray(value) && typeof key === 'number'
          ? value[key]
          : isTable(value) && Object.hasOwn(value, key)
            ? value[key]
            : undefined,
      toml,
    );
  const scalar = <T>(path: TomlPath, isRight: (value: unknown) => value is T, expected: string) => {
    const value = at(path);
    if (value === undefined || isRight(value)) return value;
    return wrongType(path, expected);
  };
  const elements: TomlReader['elements'] = (path) => {
    const value = at(path);
    if (value !== undefined && !Array.isArray(value)) wrongType(path, 'an array');
    return Array.isArray(value)
      ? value.map((each, index) => ({ path: [...path, index], value: each }))
      : [];
  };
  return {
    problems,
    place,
    string: (path) => scalar(path, (value) => typeof value === 'string', 'a string'),
    boolean: (path) => scalar(path, (value) => typeof value === 'boolean', 'true or false'),
    keys: (path) => {
      const value = at(path);
      if (value !== undefined && !isTable(value)) wrongType(path, 'a table');
      return isTable(value) ? Object.keys(value) : [];
    },
    has: (path) => at(path) !== undefined,
    is: (path, value) => at(path) === value,
    isArray: (path) => Array.isArray(at(path)),
    isTable: (path) => isTable(at(path)),
    elements,
    strings: (path) =>
      elements(path).flatMap(({ path: inner, value }) =>
        typeof value === 'string' ? [{ path: inner, value }] : (wrongType(inner, 'a string') ?? []),
      ),
  };
}
