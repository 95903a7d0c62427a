import { LAYER_GROUPS_FILE } from '../../images/shared-layers/layer-groups';
import {
  type ParsedLayerGroups,
  parseLayerGroups,
} from '../../images/shared-layers/parse-layer-groups';

/**
 * Reads which packages form shared layers; a workspace without the file has none.
 *
 * @param read text of a file by its path relative to the workspace root
 */
export function readLayerGroups(read: (file: string) => string | undefined): ParsedLayerGroups {
  const text = read(LAYER_GROUPS_FILE);
  return text === undefined ? { problems: [] } : parseLayerGroups(text);
}
