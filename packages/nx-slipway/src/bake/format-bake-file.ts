import type { BakeFile } from './bake-file';

/**
 * The text of a bake file. In its JSON form bake takes every string, names in maps included, for a template of HCL:
 * what begins one is written twice, which stands for itself.
 *
 * Rule: `hclsyntax` templates in HCL's JSON syntax.
 */
export function formatBakeFile(bakeFile: BakeFile, indent?: number): string {
  return JSON.stringify(escaped(bakeFile), undefined, indent);
}

function escaped(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/([$%])\{/g, '$1$1{');
  if (Array.isArray(value)) return value.map(escaped);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [escaped(name), escaped(each)]),
  );
}
