import type { Dockerfile, Stage } from '../../../dockerfile/dockerfile';
import { aptPackages } from '../../../dockerfile/places/apt-packages';
import { outermostFrom } from '../../../dockerfile/stages/outermost-from';
import { stageChain } from '../../../dockerfile/stages/stage-chain';
import type { Image } from '../../model/image';
import {
  dockerfileOf,
  type ImageCatalogue,
  imageStage,
  referencedImage,
} from '../../model/image-catalogue';

/** Stages of one Dockerfile that an image rests on, the nearest first. */
export interface RuntimeStages {
  readonly dockerfile: Dockerfile;
  readonly stages: readonly Stage[];
}

/** Returns the stages that an image rests on by FROM, through whatever images of the workspace, the nearest first. */
export function runtimeStages(catalogue: ImageCatalogue, image: Image): readonly RuntimeStages[] {
  const found: RuntimeStages[] = [];
  const seen = new Set<string>();
  for (let at: Image | undefined = image; at && !seen.has(at.id); ) {
    seen.add(at.id);
    const dockerfile: Dockerfile | undefined = dockerfileOf(catalogue, at);
    const stage: Stage | undefined = imageStage(catalogue, at);
    if (!dockerfile || !stage) break;
    found.push({ dockerfile, stages: stageChain(dockerfile, stage) });
    const from = outermostFrom(dockerfile, stage);
    at = from.kind === 'image' ? referencedImage(catalogue, from.text, at) : undefined;
  }
  return found;
}

/** Returns the Debian packages that an image installs on its base, sorted. */
export function runtimePackages(chain: readonly RuntimeStages[]): readonly string[] {
  const names = chain.flatMap(({ dockerfile, stages }) =>
    aptPackages(dockerfile)
      .filter(({ stage }) => stages.some(({ index }) => index === stage.index))
      .map(({ name }) => name),
  );
  return [...new Set(names)].sort();
}

/** Whether an image may have Debian packages that its Dockerfiles do not name. */
export function mayInstallMore(chain: readonly RuntimeStages[]): boolean {
  return chain.some(({ stages }) =>
    stages.some(({ instructions }) =>
      instructions.some(({ keyword, text }) => keyword === 'RUN' && UNNAMED.test(text)),
    ),
  );
}

const UNNAMED =
  /\b(?:aptitude|gdebi|xargs|dpkg\s+(?:--install|-\w*i))\b|\.(?:deb|sh)\b|sources\.list|\.sources\b|\bapt(?:-get)?\b[^;&|]*\binstall\b[^;&|]*[$`]/;
