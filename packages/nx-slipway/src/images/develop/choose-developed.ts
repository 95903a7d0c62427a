import type { Problem } from '../../problems/problem';
import type { PythonProject } from '../../python/pyproject/python-project';
import type { Image } from '../model/image';
import { chooseDevStack, type DevelopedWorkspace } from './choose-dev-stack';
import { developedImages, ownDevImage } from './developed-image';

/** What is developed, and in which image. */
export interface DevelopedImage {
  /** The image whose command runs. */
  readonly image: Image;
  readonly own: PythonProject;
  /** The image that it runs in. */
  readonly place: Image;
  /** Whether that is the project's own, and not the stage `dev` of its stack. */
  readonly isOwn: boolean;
}

/** Chooses the image of a project whose command runs, and the image that it runs in. */
export function chooseDeveloped(
  { image: wanted, stack }: { readonly image?: string; readonly stack?: string },
  subject: { readonly project: string; readonly root: string },
  workspace: DevelopedWorkspace,
): DevelopedImage | { readonly problem: Problem } {
  const { project, root } = subject;
  const { images, python } = workspace;
  const own = python.get(root);
  if (!own) return { problem: { kind: 'dev-project-unknown', project, root } };
  const all = images.byRoot.get(root) ?? [];
  const found = developedImages(all, images.catalogue);
  const [only, ...others] = found;
  const image =
    wanted === undefined && others.length === 0 ? only : found.find(({ name }) => name === wanted);
  if (!image) return { problem: lacks(wanted, { ...subject, all, found }) };
  const ownPlace = stack === undefined ? ownDevImage(all, images.catalogue) : undefined;
  if (ownPlace) return { image, own, place: ownPlace, isOwn: true };
  const chosen = chooseDevStack(stack, subject, workspace);
  return 'problem' in chosen ? chosen : { image, own, place: chosen.dev, isOwn: false };
}

function lacks(
  wanted: string | undefined,
  {
    project,
    root,
    all,
    found,
  }: {
    readonly project: string;
    readonly root: string;
    readonly all: readonly Image[];
    readonly found: readonly Image[];
  },
): Problem {
  const known = found.flatMap(({ name }) => name ?? []);
  const named = all.find(({ name }) => name === wanted) ?? all[0];
  if (!named) return { kind: 'project-without-image', project, root };
  return found.length > 0
    ? { kind: 'image-unknown', project, name: wanted ?? '', known }
    : { kind: 'dev-command-unknown', place: { file: named.dockerfile } };
}
