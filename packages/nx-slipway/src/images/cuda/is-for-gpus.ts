import type { Image } from '../model/image';
import { dockerfileOf, type ImageCatalogue, workspaceReferences } from '../model/image-catalogue';

/** Whether a Dockerfile that an image is built from says that it runs on GPUs: by a variable of NVIDIA's container toolkit. */
export function isForGpus(
  catalogue: ImageCatalogue,
  image: Image,
  seen: ReadonlySet<string> = new Set([image.id]),
): boolean {
  const dockerfile = dockerfileOf(catalogue, image);
  const instructions = dockerfile?.stages.flatMap((stage) => stage.instructions) ?? [];
  return (
    instructions.some(({ keyword, text }) => keyword === 'ENV' && TOOLKIT.test(text)) ||
    workspaceReferences(catalogue, image)
      .filter(({ image: { id } }) => !seen.has(id))
      .some(({ image: other }) => isForGpus(catalogue, other, new Set([...seen, other.id])))
  );
}

const TOOLKIT = /\bNVIDIA_(VISIBLE_DEVICES|DRIVER_CAPABILITIES|REQUIRE_\w+)\b/;
