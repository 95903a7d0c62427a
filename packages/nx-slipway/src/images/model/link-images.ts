import type { Reference } from '../../dockerfile/dockerfile';
import { imageReferences } from '../../dockerfile/image-references';
import { reachableStages } from '../../dockerfile/stages/reachable-stages';
import type { DockerfileProblem } from '../../problems/kinds/dockerfiles/dockerfile-problem';
import type { Image } from './image';
import { type ImageCatalogue, referencedImage } from './image-catalogue';
import { imageName } from './image-name';
import { applySettings, type ImageSettings } from './image-setting';

/** What one image is built from outside its own file. */
export interface ImageLinks {
  /** Images of the workspace, one entry per reference that names one, in the order they stand. */
  readonly upstream: readonly { readonly image: Image; readonly reference: Reference }[];
  /** References to images that are published elsewhere. */
  readonly external: readonly Reference[];
}

/** The links of all images by {@link Image.id}. */
export interface LinkedImages {
  readonly links: ReadonlyMap<string, ImageLinks>;
  readonly problems: readonly DockerfileProblem[];
}

/**
 * Finds out which images of the workspace are built from which. A reference with a digest or a tag
 * other than `latest` names what is published under it and is external.
 *
 * @param namespace as images were named with; without one an unknown reference is never held for a
 *   mistyped stage, since `python-x` may be anyone's image
 * @param settings the ways to build each image
 */
export function linkImages(
  catalogue: ImageCatalogue,
  namespace: string,
  settings: ImageSettings = new Map(),
): LinkedImages {
  const links = new Map<string, ImageLinks>();
  for (const image of catalogue.images.values()) {
    const upstream: { image: Image; reference: Reference }[] = [];
    const external: Reference[] = [];
    for (const reference of referencesOf(catalogue, image, settings)) {
      const found = referencedImage(catalogue, reference.text, image);
      if (found) upstream.push({ image: found, reference });
      else external.push(reference);
    }
    links.set(image.id, { upstream, external });
  }
  const unknown = unknownStages(catalogue, links, namespace);
  return { links, problems: [...unknown, ...imageCycles(catalogue.images, links)] };
}

/** All that an image is built from in any of its settings; each once. */
function referencesOf(
  { dockerfiles }: ImageCatalogue,
  image: Image,
  settings: ImageSettings,
): readonly Reference[] {
  const dockerfile = dockerfiles.get(image.dockerfile);
  const applied = dockerfile ? applySettings(image, dockerfile, settings) : [];
  const all = applied.flatMap((each) =>
    each.stage ? imageReferences(reachableStages(each.dockerfile, each.stage)) : [],
  );
  return [...new Map(all.map((each) => [`${each.how} ${each.line} ${each.text}`, each])).values()];
}

/** References that start like a stack's images but name no stage of it. */
function unknownStages(
  { images }: ImageCatalogue,
  links: ReadonlyMap<string, ImageLinks>,
  namespace: string,
): DockerfileProblem[] {
  if (namespace === '') return [];
  const stacks = [...images.values()].filter(({ name }) => name === 'base-builder');
  const problems = new Map<string, DockerfileProblem>();
  for (const [id, { external }] of links) {
    const file = images.get(id)?.dockerfile ?? id;
    for (const { text, line } of external) {
      const stack = stacks.find(({ project }) =>
        text.startsWith(`${namespace}/${imageName(project)}-`),
      );
      if (!stack || /[:@]/.test(text.slice(namespace.length))) continue;
      const known = [...images.values()]
        .filter(({ root }) => root === stack.root)
        .map(({ reference }) => reference);
      const place = { file, line };
      problems.set(`${file}:${line}`, { kind: 'stage-unknown', place, reference: text, known });
    }
  }
  return [...problems.values()];
}

/** One problem for each circle of images that are built from each other. */
function imageCycles(
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
