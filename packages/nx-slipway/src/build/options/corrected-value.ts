import { closest } from '../../problems/closest';
import { isObject } from '../../workspace/options/check-plugin-options';
import { fits, typesOf, type ValueSchema } from './option-schema';

/** Returns the value that was most likely meant by one that its schema does not allow; undefined for nobody knows. */
export function correctedValue(value: unknown, schema: ValueSchema): unknown {
  if (fits(value, schema)) return value;
  if (schema.enum) return closestOf(value, schema.enum);
  switch (typesOf(schema)[0]) {
    case 'array':
      return correctedList(value, schema.items ?? {});
    case 'object':
      return correctedTable(value, schema.additionalProperties);
    case 'boolean':
      return YES.test(String(value)) ? true : NO.test(String(value)) ? false : undefined;
    case 'number':
      return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : undefined;
    default:
      return correctedText(value);
  }
}

const YES = /^(true|yes|on|1)$/i;
const NO = /^(false|no|off|0)$/i;

function closestOf(value: unknown, allowed: readonly unknown[]): unknown {
  const texts = allowed.map(String);
  const meant = closest(String([value].flat().at(-1)).toLowerCase(), texts);
  return allowed[meant === undefined ? 0 : texts.indexOf(meant)];
}

function correctedList(value: unknown, items: ValueSchema): readonly unknown[] | undefined {
  const given = typeof value === 'string' ? value.split(',') : [value].flat();
  const corrected = given.flatMap((each) => correctedValue(each, items) ?? []);
  return corrected.length === 0 ? undefined : [...new Set(corrected)];
}

function correctedTable(value: unknown, items: ValueSchema | boolean | undefined): unknown {
  if (!isObject(value) || typeof items !== 'object') return undefined;
  const entries = Object.entries(value).map(([name, each]) => [name, correctedValue(each, items)]);
  return entries.some(([, each]) => each === undefined) ? undefined : Object.fromEntries(entries);
}

function correctedText(value: unknown): string | undefined {
  const [only, ...others] = [value].flat();
  if (others.length > 0) return undefined;
  return typeof only === 'string' || typeof only === 'number' ? String(only) : undefined;
}
