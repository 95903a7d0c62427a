import type { SharedPackages } from '../../images/bindings/stage-bindings';
import { sharedInstall } from '../../images/shared-layers/shared-install';
import type { SharedLayer } from '../../images/shared-layers/shared-layer';
import type { Link } from './bake-file-builder';
import type { BindingScope } from './binding-scope';
import { installDockerfile } from './generated-target';
import { targetName } from './target-name';

/** One target per shared layer, the same for all images that install the same into it. */
export function addSharedLayers(
  { builderStage, layers }: SharedPackages,
  scope: BindingScope,
): readonly Link[] {
  const builder = scope.stageLink(builderStage);
  return layers.map((layer) => addSharedLayer(layer, builder, scope));
}

function addSharedLayer(
  layer: SharedLayer,
  builder: Link,
  { bakeFile, runFolder }: BindingScope,
): Link {
  const names = [layer.name, builder.replace(/^target:/, '')];
  // Locks of their own may have other versions of the packages of a group.
  let name = targetName('packages', ...names);
  for (let other = 2; bakeFile.targets.has(name); other += 1) {
    name = targetName('packages', ...names, `${other}`);
  }
  return bakeFile.share(['packages', ...names, layer.requirements], name, () => {
    for (const [index, content] of layer.requirements.entries()) {
      bakeFile.addFile(`${name}/${index + 1}.txt`, content);
    }
    return {
      context: `${runFolder}/${name}`,
      'dockerfile-inline': installDockerfile('builder', sharedInstall(layer)),
      contexts: { builder },
    };
  });
}
