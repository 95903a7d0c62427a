import type { DockerfileProblem } from '../../problems/dockerfile-problem';
import type { Image } from './image';
import type { ImageLinks } from './link-images';

/** One problem for each circle of images that are built from each other. */
export function imageCycles(
  images: ReadonlyMap<string, Image>,
  links: ReadonlyMap<string, ImageLinks>,
): DockerfileProblem[] {
  const problems: DockerfileProblem[] = [];
  const done = new Set<string>();
  const walk = (image: Image, path: readonly Image[]): void => {
    const start = path.findIndex(({ id }) => id === image.id);
    if (start !== -1) problems.push(cycle(path.slice(start), links));
    if (start !== -1 || done.has(image.id)) return;
    for (const { image: next } of links.get(image.id)?.upstream ?? []) {
      walk(next, [...path, image]);
    }
    done.add(image.id);
  };
  for (const image of images.values()) walk(image, []);
  return problems;
}

/** @param chain the images of the circle, each once */
function cycle(chain: readonly Image[], links: ReadonlyMap<string, ImageLinks>): DockerfileProblem {
  const [first, second = first] = chain;
  const link = first && links.get(first.id)?.upstream.find(({ image }) => image.id === second?.id);
  const references = chain.map(({ reference }) => reference);
  return {
    kind: 'image-cycle',
    place: { file: first?.dockerfile ?? '', ...(link && { line: link.reference.line }) },
    chain: [...references, ...references.slice(0, 1)],
    files: [...new Set(chain.map(({ dockerfile }) => dockerfile))].sort(),
  };
}
