import { posix } from 'node:path';
import { isStackFile } from '../../images/model/find-images';
import type { FileFacts } from './file-facts';

/**
 * Whether the Dockerfiles of a folder without a Python project are images of the workspace: a target asks for
 * them, or a requirements.txt shows that they are Python's. Those of a stack have rules of their own.
 *
 * @param hasFile whether a file exists, by its path relative to the workspace root
 */
export function isHandWritten(
  facts: ReadonlyMap<string, FileFacts>,
  root: string,
  hasFile: (file: string) => boolean,
): boolean {
  return (
    (asksForImages(facts, root) || hasFile(posix.join(root, 'requirements.txt'))) &&
    !hasStack(facts, root)
  );
}

/** Whether project.json or package.json in a folder has a target with an executor of ours. */
export function asksForImages(facts: ReadonlyMap<string, FileFacts>, root: string): boolean {
  return ['project.json', 'package.json'].some((name) => {
    const fact = facts.get(posix.join(root, name));
    return fact?.kind === 'manifest' && fact.asksForImages;
  });
}

function hasStack(facts: ReadonlyMap<string, FileFacts>, root: string): boolean {
  return [...facts].some(
    ([file, fact]) =>
      fact.kind === 'dockerfile' && posix.dirname(file) === root && isStackFile(fact.dockerfile),
  );
}
