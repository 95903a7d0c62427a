import { type MappedText, sliceMapped, unquoteMapped } from './mapped-text';

/** The `key=value` fields of a `--mount` flag; keys in lower case, a key alone has an empty value. */
export function mountFields(value: MappedText): ReadonlyMap<string, MappedText> {
  const fields = new Map<string, MappedText>();
  for (const match of value.text.matchAll(/(?:"[^"]*"|[^,"])+/g)) {
    const field = unquoteMapped(sliceMapped(value, match.index, match.index + match[0].length));
    const equals = field.text.indexOf('=');
    const key = equals === -1 ? field.text : field.text.slice(0, equals);
    const start = equals === -1 ? field.text.length : equals + 1;
    fields.set(key.toLowerCase(), unquoteMapped(sliceMapped(field, start)));
  }
  return fields;
}
