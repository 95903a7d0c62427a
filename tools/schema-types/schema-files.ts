import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { roleJsonSchema } from '../../packages/nx-slipway/src/images/roles/definition/role-schema.ts';
import { schemaTypes } from './schema-types.ts';

const SOURCES = join(import.meta.dirname, '../../packages/nx-slipway/src');

/** A generated file and what it is to hold. */
export interface SchemaFile {
  readonly file: string;
  readonly text: string;
}

/** The declaration file beside the schema of every generator and executor, and the schema of roles. */
export async function schemaFiles(): Promise<readonly SchemaFile[]> {
  return [...(await declarationFiles()), roleSchemaFile()];
}

/** What editors complete files that describe roles with. */
function roleSchemaFile(): SchemaFile {
  return {
    file: join(SOURCES, 'images/roles/role.schema.json'),
    text: `${JSON.stringify(roleJsonSchema(), null, 2)}\n`,
  };
}

async function declarationFiles(): Promise<readonly SchemaFile[]> {
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
