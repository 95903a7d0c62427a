import { PARTITION_FILE } from '../../images/shared-layers/layer-partition';
import { type ParsedPartition, parsePartition } from '../../images/shared-layers/parse-partition';

/**
 * Reads which packages form shared layers; a workspace without the file has none.
 *
 * @param read text of a file by its path relative to the workspace root
 */
export function readPartition(read: (file: string) => string | undefined): ParsedPartition {
  const text = read(PARTITION_FILE);
  return text === undefined ? { problems: [] } : parsePartition(text);
}
