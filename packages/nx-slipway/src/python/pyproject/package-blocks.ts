import type { TomlSection } from '../toml/toml-layout';
import { asArray, asTable, type TomlTable } from '../toml/toml-value';

/** One `[[package]]` of a lock. */
export interface PackageBlock {
  readonly table: TomlTable;
  /** Its own section and those of its sub-tables; empty where none was found for the table. */
  readonly block: readonly TomlSection[];
  /** Offset of the next package, or of the end of the text. */
  readonly end: number;
}

/** The packages of a lock, and what stands before the first. */
export interface PackageBlocks {
  readonly head: readonly TomlSection[];
  readonly packages: readonly PackageBlock[];
  /** Whether there are as many blocks in the text as tables in the parsed file. */
  readonly isWhole: boolean;
}

/** Brings the parsed packages of a lock together with their sections. */
export function packageBlocks(
  toml: TomlTable,
  sections: readonly TomlSection[],
  text: string,
): PackageBlocks {
  const starts = sections.flatMap((section, index) => (isPackage(section) ? [index] : []));
  const tables = asArray(toml.package).map(asTable);
  return {
    head: sections.slice(0, starts[0]),
    packages: tables.map((table, index) => {
      const [start, next] = [starts[index], starts[index + 1]];
      return {
        table,
        block: start === undefined ? [] : sections.slice(start, next),
        end: sections[next ?? sections.length]?.start ?? text.length,
      };
    }),
    isWhole: starts.length === tables.length,
  };
}

function isPackage(section: TomlSection): boolean {
  return section.isArrayItem && section.path.join('.') === 'package';
}
