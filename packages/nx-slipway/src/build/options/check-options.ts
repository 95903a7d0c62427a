import type { Place } from '../../problems/place';
import type { Problem } from '../../problems/problem';
import { correctedValue } from './corrected-value';
import {
  expectedOf,
  fits,
  type GivenTask,
  type OptionSchema,
  type OptionSchemas,
} from './option-schema';
import { asTyped, readTyped, wordsOf } from './typed-words';
import { unknownOptions } from './unknown-options';
import { unknownWords } from './unknown-words';
import { jsonOption, typedOption } from './write-option';

/** What options are checked by, besides their schema. */
export interface OptionScope {
  /** Names of all projects of the workspace. */
  readonly projects: readonly string[];
  /** Returns where a file sets an option of the task to a value. @param names of the option */
  readonly find: (names: readonly string[], value: unknown) => Place | undefined;
  /** Whether what the executor does not know is for another program. */
  readonly passesOn?: boolean;
}

/** The options of a task that are as its executor's schema says, and a problem for each other one. */
export interface CheckedOptions<Options = object> {
  readonly options: Options;
  readonly problems: readonly Problem[];
}

/**
 * Checks the options of a task. Nx reads those of a batch where it catches no error: what its own check refuses ends
 * the worker with a stack trace that names no task. The schemas let it take every value, and this is the check.
 */
export function checkOptions(
  task: GivenTask,
  schemas: OptionSchemas,
  scope: OptionScope,
): CheckedOptions {
  const { [TYPED]: given = [], ...options } = task.options as {
    readonly [TYPED]?: readonly string[];
  };
  const words = given.map(String);
  const typed = readTyped(words);
  const valid: [string, unknown][] = [];
  const problems: Problem[] = [];
  for (const [option, value] of Object.entries(options)) {
    const schema = schemas[option];
    if (schema === undefined || value === undefined) continue;
    const own = wordsOf(typed, option, schema);
    const read = asTyped(value, schema, own);
    if (fits(read, schema)) valid.push([option, read]);
    else
      problems.push(
        mistyped(task, { option, value: read, schema, isTyped: own.length > 0 }, scope),
      );
  }
  const known = Object.keys(schemas);
  return {
    options: Object.fromEntries(valid),
    problems: [
      ...(scope.passesOn
        ? []
        : [
            ...unknownOptions({ id: task.id, options }, known),
            ...unknownWords({ ...task, options }, words, { schemas, projects: scope.projects }),
          ]),
      ...problems,
    ],
  };
}

/** Where the words are that were typed behind the name of a task, as the schemas ask Nx for them. */
const TYPED = '__unparsed__';

interface GivenOption {
  readonly option: string;
  readonly value: unknown;
  readonly schema: OptionSchema;
  /** Whether it was typed, and not written into a file. */
  readonly isTyped: boolean;
}

function mistyped(
  { id }: GivenTask,
  { option, value, schema, isTyped }: GivenOption,
  { find }: OptionScope,
): Problem {
  const meant = correctedValue(value, schema);
  const names = [option, schema.alias ?? option];
  const place = isTyped ? undefined : find(names, value);
  return {
    kind: 'option-mistyped',
    ...{ task: id, option, value: JSON.stringify(value) ?? String(value) },
    expected: expectedOf(schema),
    write: isTyped
      ? `nx run ${id} ${typedOption(option, meant, schema)}`
      : jsonOption(option, meant, schema),
    ...(place && { place }),
  };
}
