import type { Image } from '../../images/model/image';
import type { Problem } from '../../problems/problem';

/** The image of a project that is named, else the only one, else the one without a name. */
export function chooseImage(
  wanted: string | undefined,
  images: readonly Image[],
  { project, root }: { readonly project: string; readonly root: string },
): { readonly image: Image } | { readonly problem: Problem } {
  const [only, ...others] = images;
  if (!only) return { problem: { kind: 'project-without-image', project, root } };
  const image =
    wanted === undefined && others.length === 0 ? only : images.find(({ name }) => name === wanted);
  if (image) return { image };
  const known = images.flatMap(({ name }) => name ?? []);
  return wanted === undefined
    ? {
        problem: {
          kind: 'generator-option-invalid',
          option: 'image',
          value: '',
          expected: `one of ${known.join(', ')}: --image=${known[0]}`,
        },
      }
    : { problem: { kind: 'image-unknown', project, name: wanted, known } };
}
