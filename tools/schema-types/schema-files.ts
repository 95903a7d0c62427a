import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaTypes } from './schema-types.ts';

const SOURCES = join(import.meta.dirname, '../../packages/nx-slipway/src');

/** A declaration file and what it is to hold. */
export interface SchemaFile {
  readonly file: string;
  readonly text: string;
}

/** The declaration file beside the schema of every generator and executor. */
export async function schemaFiles(): Promise<readonly SchemaFile[]> {
  const folders = ['generators', 'executors'].flatMap((kind) => {
    const parent = join(SOURCES, kind);
    return existsSync(parent) ? readdirSync(parent).map((name) => ({ name, parent })) : [];
  });
  return await Promise.all(
    folders
      .map(({ name, parent }) => ({ name, folder: join(parent, name) }))
      .filter(({ folder }) => existsSync(join(folder, 'schema.json')))
      .map(async ({ name, folder }) => ({
        file: join(folder, 'schema.d.ts'),
        text: await schemaTypes(
          JSON.parse(readFileSync(join(folder, 'schema.json'), 'utf8')),
          `${pascalCase(name)}Schema`,
        ),
      })),
  );
}

function pascalCase(name: string): string {
  return name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
