import type { Tree } from '@nx/devkit';
import type { TextFix } from '../../images/upgrade/finding';
import type { UpgradePlan } from '../../images/upgrade/upgrade-plan';
import { bytesOf, textOf } from '../../workspace/files/file-text';

/** Edits that are made, as bytes of files. */
export function editsOf(
  plans: readonly UpgradePlan[],
  fixes: readonly TextFix[],
): readonly TextFix[] {
  const places = plans.flatMap(({ places: own, to }) =>
    own.map(({ file, start, end, old, text = to }): TextFix => ({ file, start, end, old, text })),
  );
  const known = new Map<string, TextFix>();
  for (const edit of [...places, ...fixes]) {
    const key = `${edit.file}:${edit.start}`;
    // Two stacks on one base find the same places; what the first one writes is what the second would.
    if (!known.has(key)) known.set(key, edit);
  }
  return [...known.values()];
}

/** Makes edits in Nx's tree; every other byte of the files stays. */
export function applyEdits(tree: Tree, edits: readonly TextFix[]): void {
  for (const { path, content } of editedFiles(tree, edits)) tree.write(path, content);
}

/** Files as they are after edits; every other byte of them stays. */
export function editedFiles(
  tree: Pick<Tree, 'read'>,
  edits: readonly TextFix[],
): readonly { readonly path: string; readonly content: Buffer }[] {
  const byFile = new Map<string, TextFix[]>();
  for (const edit of edits) byFile.set(edit.file, [...(byFile.get(edit.file) ?? []), edit]);
  return [...byFile].map(([path, own]) => {
    const text = textOf(tree.read(path) ?? Buffer.alloc(0));
    return { path, content: bytesOf(applyToText(text, own)) };
  });
}

/** A text with edits made from its end; one whose bytes are not as they were is left out. */
export function applyToText(text: string, edits: readonly TextFix[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce(
      (done, { start, end, old, text: next }) =>
        done.slice(start, end) === old ? done.slice(0, start) + next + done.slice(end) : done,
      text,
    );
}
