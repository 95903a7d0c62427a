import type { Image } from './image';

/** What `--image` has to say to choose an image among those of its project: the project's name for one without a name. */
export function choiceOfImage({ name, project }: Pick<Image, 'name' | 'project'>): string {
  return name ?? project;
}
