import type { Dockerfile, Reference } from './dockerfile';

/** Every FROM of a file that names an image, in the file's order. */
export function fromsOfImage({ stages }: Dockerfile, image: string): readonly Reference[] {
  return stages
    .map(({ from }) => from)
    .filter(({ kind, text }) => kind === 'image' && text === image);
}
