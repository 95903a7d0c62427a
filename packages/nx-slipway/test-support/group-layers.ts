import { inspectImages } from './real-workspace';

/** Images, sorted, by the name of a group of shared packages; groups in the order of their layers. */
export type GroupHolders = Readonly<Record<string, readonly string[]>>;

/** The layers on top of the shared ones: of the packages left, of libraries, and of the service. */
const OWN_LAYERS = 3;

/**
 * Of each group the images that have one and the same layer for it. The images have no libraries, so
 * that the layers of their groups lie right below their own, in the order of the groups.
 *
 * @param holders images that have a layer for a group
 */
export async function groupLayers(
  namespace: string,
  holders: GroupHolders,
): Promise<Readonly<Record<string, readonly (readonly string[])[]>>> {
  const images = [...new Set(Object.values(holders).flat())].sort();
  const inspected = await inspectImages(images.map((image) => `${namespace}/${image}`));
  const groups = Object.keys(holders);
  const layerOf = (image: string, group: string): string => {
    const own = groups.filter((each) => holders[each]?.includes(image));
    const layers = inspected.get(`${namespace}/${image}`)?.layers ?? [];
    return layers.at(own.indexOf(group) - own.length - OWN_LAYERS) ?? '';
  };
  return Object.fromEntries(
    groups.map((group) => {
      const byLayer = new Map<string, string[]>();
      for (const image of holders[group] ?? []) {
        const layer = layerOf(image, group);
        byLayer.set(layer, [...(byLayer.get(layer) ?? []), image]);
      }
      return [group, [...byLayer.values()]];
    }),
  );
}
