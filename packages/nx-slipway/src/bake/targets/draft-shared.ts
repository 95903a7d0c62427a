import type { SharedPackages } from '../../images/bindings/seam-plan';
import { sharedInstall } from '../../images/shared-layers/shared-install';
import type { SharedLayer } from '../../images/shared-layers/shared-layer';
import { installDockerfile } from './generated-target';
import type { SeamScope } from './seam-scope';
import type { Link } from './target-drafts';
import { targetName } from './target-name';

/** One target per shared layer, the same for all images that install the same into it. */
export function draftShared(
  { builderStage, layers }: SharedPackages,
  scope: SeamScope,
): readonly Link[] {
  const builder = scope.stageLink(builderStage);
  return layers.map((layer) => draftLayer(layer, builder, scope));
}

function draftLayer(layer: SharedLayer, builder: Link, { drafts, runFolder }: SeamScope): Link {
  const names = [layer.name, builder.replace(/^target:/, '')];
  // Locks of their own may have other versions of the packages of a group.
  let name = targetName('packages', ...names);
  for (let other = 2; drafts.targets.has(name); other += 1) {
    name = targetName('packages', ...names, `${other}`);
  }
  return drafts.share(['packages', ...names, layer.requirements], name, () => {
    for (const [index, content] of layer.requirements.entries()) {
      drafts.addFile(`${name}/${index + 1}.txt`, content);
    }
    return {
      context: `${runFolder}/${name}`,
      'dockerfile-inline': installDockerfile('builder', sharedInstall(layer)),
      contexts: { builder },
    };
  });
}
