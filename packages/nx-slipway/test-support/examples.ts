import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { filesBelow } from './files-below';
import type { Files } from './workspace-files';

/** The folder of all examples of the repository. */
export const EXAMPLES = join(__dirname, '../../../examples');

/** A workspace of `examples/`, with what its README says about it. */
export interface Example {
  /** Name of its folder. */
  readonly name: string;
  /** Texts of all its files. */
  readonly files: Files;
  /** Lines of the README that call a generator, in their order. */
  readonly generators: readonly GeneratorCall[];
  /** Other lines that come before the first build: they lock, or tag a commit. */
  readonly preparations: readonly string[];
  /** Variables that the README exports. */
  readonly environment: Readonly<Record<string, string>>;
}

/** `nx g nx-slipway:<generator> …` */
export interface GeneratorCall {
  readonly generator: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Returns the names of all examples. */
export function exampleNames(): readonly string[] {
  return readdirSync(EXAMPLES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

/** Reads an example. */
export function readExample(name: string): Example {
  const folder = join(EXAMPLES, name);
  const files = Object.fromEntries(
    filesBelow(folder).map((file) => [
      file.replaceAll('\\', '/'),
      readFileSync(join(folder, file), 'utf8'),
    ]),
  );
  const commands = shellLines(files['README.md'] ?? '');
  const build = commands.findIndex((line) => /^nx (?!g )/.test(line));
  return {
    name,
    files,
    generators: commands.flatMap((line) => generatorCall(line) ?? []),
    preparations: commands.slice(0, build).filter((line) => !/^(?:nx|export) /.test(line)),
    environment: Object.fromEntries(
      commands
        .filter((line) => line.startsWith('export '))
        .flatMap((line) => line.split(' ').slice(1))
        .map((word) => word.split('=') as [string, string]),
    ),
  };
}

/** The files of an example that its generators write: all of its stacks, and its Dockerfiles and their ignore files. */
export function generatedFiles({ files, generators }: Example): Files {
  const stacks = generators.filter(({ generator }) => generator === 'stack');
  const folders = stacks.map(({ options }) => `images/${options.name}/`);
  const isGenerated = (file: string): boolean =>
    folders.some((folder) => file.startsWith(folder)) ||
    file === 'shared-layers.json' ||
    /^(?:.*\.)?Dockerfile(?:\.dockerignore)?$/.test(posix.basename(file));
  return pick(files, (file) => stacks.length > 0 && isGenerated(file));
}

/** The other files, which a person has written. */
export function writtenFiles(example: Example): Files {
  const generated = generatedFiles(example);
  return pick(example.files, (file) => !(file in generated));
}

function pick(files: Files, isPicked: (file: string) => boolean): Files {
  return Object.fromEntries(Object.entries(files).filter(([file]) => isPicked(file)));
}

/** A line `nx g nx-slipway:…` as options of the generator; undefined for any other line. */
function generatorCall(line: string): GeneratorCall | undefined {
  const [, generator, rest = ''] = /^nx g nx-slipway:([\w-]+)(.*)$/.exec(line) ?? [];
  if (generator === undefined) return undefined;
  const words = rest.split(' ').filter((word) => word !== '');
  const types = optionTypes(generator);
  const options = words.map((word): [string, unknown] => {
    const [, no, option, value] = /^--(no-)?([\w-]+)(?:=(.*))?$/.exec(word) ?? [];
    if (option === undefined) return ['name', word];
    const key = option.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    if (types[key] === 'array') return [key, value?.split(',') ?? []];
    return [key, types[key] === 'boolean' ? no === undefined : value];
  });
  return { generator, options: Object.fromEntries(options) };
}

function optionTypes(generator: string): Readonly<Record<string, string>> {
  const file = join(__dirname, '../src/generators', generator, 'schema.json');
  const { properties } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly properties: Readonly<Record<string, { readonly type: string }>>;
  };
  return Object.fromEntries(Object.entries(properties).map(([key, { type }]) => [key, type]));
}

/** Lines of the README's shell code, without comments. */
function shellLines(readme: string): readonly string[] {
  const [, code = ''] = /^```sh\n([\s\S]*?)^```$/m.exec(readme) ?? [];
  return code
    .split('\n')
    .map((line) => line.replace(/(^| )#.*/, '').trim())
    .filter((line) => line !== '');
}
