import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import type { OptionsSchema } from './format-options.ts';
import { markdownPages, ROOT, shellLines } from './markdown-pages.ts';

const PACKAGE = join(ROOT, 'packages/nx-slipway');
const pages = markdownPages();

/** Options of Nx itself that pages use. */
const NX_OPTIONS = ['base', 'batch', 'dry-run', 'web'];

const TARGETS = ['build-image', 'push-image', 'run-image', 'check-base'];

/** Commands of Nx that pages use, whose options are Nx's own. */
const NX_COMMANDS = /^nx (add|affected|g|migrate|release|run|run-many|show|sync|sync:check)\b/;

test.each(pages)('generators, targets and options of $file exist', ({ text }) => {
  const commands = shellLines(text)
    .map((line) => line.replace(/^npx /, ''))
    .filter((line) => line.startsWith('nx '));
  expect(commands.filter((command) => !isKnown(command))).toEqual([]);
});

test('the page about nx.json has every option of the plugin', () => {
  const page = pages.find(({ file }) => file === 'docs/reference/plugin-options.md')?.text ?? '';
  const rows = [...page.matchAll(/^\| `(\w+)` +\| (?!effect)/gm)].map(([, name]) => name);
  expect(rows.filter((name) => /^[a-z]/.test(name ?? '')).sort()).toEqual(
    [...pluginOptions()].sort(),
  );
});

test('scripts that pages name are in package.json', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const named = pages.flatMap(({ text }) =>
    [...text.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name = '']) => name),
  );
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

/** Options of targets that Nx reads as its own and does not pass on. */
const TAKEN_BY_NX = ['target', 'targets', 'project', 'projects'];

function isKnown(command: string): boolean {
  // What is in quotes is a command of a container.
  const own = command.replace(/'[^']*'/g, '');
  const options = [...own.matchAll(/ --(?:no-)?([\w-]+)/g)].map(([, name = '']) => name);
  const generator = /^nx g nx-slipway:([\w-]+)/.exec(command)?.[1];
  if (generator !== undefined) return hasOptions('generators', generator, options);
  const target = TARGETS.find((name) => new RegExp(`(nx|-t|:)[ ]?${name}\\b`).test(command));
  if (target !== undefined) {
    const passed = options.filter((name) => !TAKEN_BY_NX.includes(name));
    return passed.length === options.length && hasOptions('executors', target, options);
  }
  return NX_COMMANDS.test(command);
}

function hasOptions(kind: string, name: string, options: readonly string[]): boolean {
  const known = new Set([...optionsOf(kind, name), ...NX_OPTIONS].map(normalize));
  return options.every((option) => known.has(normalize(option)));
}

function optionsOf(kind: string, name: string): readonly string[] {
  const file = join(PACKAGE, 'src', kind, name, 'schema.json');
  const { properties } = JSON.parse(readFileSync(file, 'utf8')) as OptionsSchema;
  return Object.entries(properties).flatMap(([key, { alias }]) => [key, ...(alias ? [alias] : [])]);
}

function normalize(option: string): string {
  return option.replaceAll('-', '').toLowerCase();
}

function pluginOptions(): readonly string[] {
  const file = join(PACKAGE, 'src/workspace/options/check-plugin-options.ts');
  const text = readFileSync(file, 'utf8');
  const source = ts.createSourceFile('options.ts', text, ts.ScriptTarget.Latest);
  const found = source.statements.find(
    (node): node is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(node) && node.name.text === 'PluginOptions',
  );
  return (found?.members ?? []).map(({ name }) => (name as ts.Identifier).text);
}
