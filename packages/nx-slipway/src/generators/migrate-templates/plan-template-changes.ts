import type { Problem } from '../../problems/problem';
import type { FileEdit } from '../file-edit';
import { changeTemplate, type GeneratedFile, type TemplateChange } from './change-template';

/** A generated file of the workspace. */
export interface FoundFile {
  /** Relative to the workspace root. */
  readonly file: string;
  readonly kind: GeneratedFile;
  readonly text: string;
}

/** The files to write, and what somebody has to change by hand. */
export interface PlannedChanges {
  readonly edits: readonly FileEdit[];
  /** The changes that were made, with the files. */
  readonly made: readonly { readonly title: string; readonly files: readonly string[] }[];
  readonly problems: readonly Problem[];
}

/** Plans the changes of all generated files; a change that was made before is not made again. */
export function planTemplateChanges(
  files: readonly FoundFile[],
  changes: readonly TemplateChange[],
): PlannedChanges {
  const problems: Problem[] = [];
  const made = new Map<string, Set<string>>();
  const edits = files.flatMap(({ file, kind, text }): FileEdit[] => {
    let content = text;
    for (const change of changes.filter((each) => each.file === kind)) {
      const changed = changeTemplate(content, change);
      if (changed.text !== content) {
        made.set(change.title, (made.get(change.title) ?? new Set()).add(file));
      }
      content = changed.text;
      problems.push(
        ...changed.left.map(({ line, lines }): Problem => {
          const { title, example } = change;
          return { kind: 'template-change-left', place: { file, line }, title, lines, example };
        }),
      );
    }
    return content === text ? [] : [{ file, content, owner: 'framework' }];
  });
  return { edits, made: [...made].map(([title, each]) => ({ title, files: [...each] })), problems };
}
