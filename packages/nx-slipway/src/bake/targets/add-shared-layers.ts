import type { SharedPackages } from '../../images/bindings/stage-bindings';
import { sharedInstall } from '../../images/shared-layers/shared-install';
import type { SharedLayer } from '../../images/shared-layers/shared-layer';
import type { Link } from './bake-file-builder';
import type { BindingScope } from './binding-scope';
import { installDockerfile, type PackageLayers } from './generated-target';
import { SPLIT_LAYER, splitFolders, splitStep } from './split-layer';
import { targetName } from './target-name';

/** One target per shared layer, the same for all images that install the same into it. */
export function addSharedLayers(
  { builderStage, layers }: SharedPackages,
  scope: BindingScope,
): readonly PackageLayers[] {
  const builder = scope.stageLink(builderStage);
  return layers.map((layer) => ({
    link: addSharedLayer(layer, builder, scope),
    folders: splitFolders(layer.parts),
  }));
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
  const { requirements, parts } = layer;
  return bakeFile.share(['packages', ...names, requirements, parts], name, () => {
    for (const [index, content] of requirements.entries()) {
      bakeFile.addFile(`${name}/${index + 1}.txt`, content);
    }
    if (parts !== undefined) bakeFile.addFile(`${name}/split-layer.py`, SPLIT_LAYER);
    return {
      context: `${runFolder}/${name}`,
      'dockerfile-inline': installDockerfile('builder', splitStep(sharedInstall(layer), parts)),
      contexts: { builder },
    };
  });
}
