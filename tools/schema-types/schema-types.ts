import { compile, type JSONSchema } from 'json-schema-to-typescript';

/**
 * The TypeScript of one options schema: an interface of read-only fields. A field with a default is
 * optional, since only Nx's command line fills it in.
 *
 * @param name of the interface
 */
export async function schemaTypes(schema: JSONSchema, name: string): Promise<string> {
  // Either would take the place of the name.
  const { title: _, $id: __, definitions: ___, ...rest } = schema;
  // That Nx takes every value of an option is no type.
  const properties = Object.entries(rest.properties ?? {}).map(
    ([option, { anyOf: ____, ...type }]): [string, JSONSchema] => [option, type],
  );
  const text = await compile({ ...rest, properties: Object.fromEntries(properties) }, name, {
    additionalProperties: false,
    bannerComment: '/** Generated from schema.json by tools/schema-types. */',
    format: true,
    style: { singleQuote: true, printWidth: 100 },
  });
  return text
    .replace(/^( +)(?=[\w'"-]+\??: )/gm, '$1readonly ')
    .replace(/: (?=(?:\w+|\([^)]*\))\[\])/g, ': readonly ');
}
