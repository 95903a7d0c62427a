import { posix } from 'node:path';
import type { ImageModel } from '../../../images/model/image-model';
import { imageName } from '../../../images/model/image-name';
import { findStacks } from '../../../images/model/stacks';
import { editReferences } from '../../../images/references/edit-references';
import { bytesOf, textOf } from '../../../workspace/files/file-text';
import type { PlannedFile } from '../../../workspace/journal/journal';
import { renameInHead } from '../../move/edit-dockerfile';
import { setProjectName } from '../../move/edit-project-json';
import { editText } from '../../move/edit-text';
import type { UpgradeSubject } from './upgrade-journal';

/** Services that stay on a copy of the stack that they rest on. */
export interface OldStack {
  /** Nx project of the copy. */
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Nx projects, sorted. */
  readonly services: readonly string[];
  readonly files: readonly PlannedFile[];
}

/** What the copies are planned from. */
export interface OldStackFacts {
  readonly images: ImageModel;
  /** Bytes of a file as it was before the upgrade. */
  readonly readBefore: (
    file: string,
  ) => { readonly content: Uint8Array; readonly mode?: number } | undefined;
  /** Files below a folder as it was before the upgrade, relative to the workspace root. */
  readonly listFiles: (folder: string) => readonly string[];
  readonly isFree: (name: string, folder: string) => boolean;
}

/**
 * Plans copies of stacks as they were before an upgrade, with the Dockerfiles of the services that are to rest on them.
 *
 * @param failing Nx projects
 * @returns undefined where one of them fails with its stack, or rests on a stack that cannot be copied
 */
export function planOldStacks(
  { stacks }: Pick<UpgradeSubject, 'stacks'>,
  failing: readonly string[],
  facts: OldStackFacts,
): readonly OldStack[] | undefined {
  const planned = stacks.flatMap((stack) => planOldStack(stack, failing, facts) ?? []);
  const kept = new Set(planned.flatMap(({ services }) => services));
  const isStack = (name: string): boolean => stacks.some((stack) => stack.name === name);
  return failing.some((name) => isStack(name) || !kept.has(name)) ? undefined : planned;
}

function planOldStack(
  stack: UpgradeSubject['stacks'][number],
  failing: readonly string[],
  { images, readBefore, listFiles, isFree }: OldStackFacts,
): OldStack | undefined {
  const folder = posix.dirname(stack.file);
  const found = findStacks(images.catalogue).find(({ dockerfile }) => dockerfile === stack.file);
  if (!found || folder === '.') return undefined;
  const own = [...images.catalogue.images.values()].filter(
    ({ dockerfile }) => dockerfile === stack.file,
  );
  const { name, to } = freeName(stack.name, folder, isFree);
  const references = new Map(
    own.map(({ reference, name: part }): [string, string] => {
      const tail = `${imageName(stack.name)}-${part}`;
      return [reference, `${reference.slice(0, -tail.length)}${imageName(name)}-${part}`];
    }),
  );
  const services = new Set<string>();
  const files = new Map<string, PlannedFile>();
  for (const { project, dockerfile } of images.catalogue.images.values()) {
    if (!failing.includes(project) || dockerfile === stack.file) continue;
    const before = readBefore(dockerfile);
    const stages = images.catalogue.dockerfiles.get(dockerfile)?.stages ?? [];
    const text = before && textOf(Buffer.from(before.content));
    const edited = text === undefined ? text : editReferences(text, stages, references);
    if (edited === undefined || edited === text) continue;
    services.add(project);
    files.set(dockerfile, { path: dockerfile, content: bytesOf(edited) });
  }
  if (services.size === 0) return undefined;
  const move = { from: folder, to };
  for (const file of listFiles(folder)) {
    const before = readBefore(file);
    if (!before) continue;
    const path = `${to}${file.slice(folder.length)}`;
    const text = textOf(Buffer.from(before.content));
    const moved = editText({ file, text }, move, { existed: () => true });
    const named =
      file === stack.file
        ? renameReferences(renameInHead(moved, stack.name, name), references)
        : posix.basename(file) === 'project.json'
          ? setProjectName(moved, name)
          : moved;
    const mode = before.mode === undefined ? {} : { mode: before.mode };
    files.set(path, { path, content: bytesOf(named), ...mode });
  }
  const sorted = [...services].sort();
  return { name, from: stack.from, to: stack.to, services: sorted, files: [...files.values()] };
}

/** The comments of a stack say what its images are called. */
function renameReferences(text: string, references: ReadonlyMap<string, string>): string {
  return text.replace(/^(#.*)$/gm, (line) =>
    [...references].reduceRight((done, [before, after]) => done.replaceAll(before, after), line),
  );
}

function freeName(
  stack: string,
  folder: string,
  isFree: OldStackFacts['isFree'],
): { readonly name: string; readonly to: string } {
  for (let number = 1; ; number += 1) {
    const name = `${stack}-old${number === 1 ? '' : `-${number}`}`;
    const to = posix.join(posix.dirname(folder), name);
    if (isFree(name, to)) return { name, to };
  }
}
