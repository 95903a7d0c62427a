import { posix } from 'node:path';
import type { Tree } from '@nx/devkit';
import { ProblemsError } from '../problems/problems-error';
import { parsePyproject } from '../python/pyproject/parse-pyproject';
import type { Pyproject } from '../python/pyproject/pyproject';
import type { TomlTable } from '../python/toml/toml-value';
import { bytesOf, textOf } from '../workspace/files/file-text';
import { parseTomlText } from '../workspace/files/read-toml';

/** A pyproject as a release edits it. */
export interface Manifest {
  /** Relative to the workspace root. */
  readonly file: string;
  readonly text: string;
  readonly toml: TomlTable;
  readonly pyproject: Pyproject;
  /** Writes it back with all else byte for byte. */
  readonly write: (text: string) => void;
}

/**
 * Reads the pyproject in a folder with the changes made so far; undefined without one.
 *
 * @throws {ProblemsError} where it is broken
 */
export function readManifest(tree: Tree, dir: string): Manifest | undefined {
  const file = posix.join(dir, 'pyproject.toml');
  const bytes = tree.read(file);
  if (bytes === null) return undefined;
  const text = textOf(bytes);
  const parsed = parseTomlText(text, file);
  if ('problem' in parsed) throw new ProblemsError([parsed.problem]);
  return {
    file,
    text,
    toml: parsed.value,
    pyproject: parsePyproject(parsed.value, file, text).pyproject,
    write: (changed) => tree.write(file, bytesOf(changed)),
  };
}
