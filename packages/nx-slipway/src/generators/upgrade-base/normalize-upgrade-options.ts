import { pythonText } from '../python-text';
import type { UpgradeBaseSchema } from './schema';
import type { UpgradeOptions } from './upgrade-options';

/** Trims the options and fills in the schema's defaults. */
export function normalizeUpgradeOptions(schema: UpgradeBaseSchema): UpgradeOptions {
  const { python } = schema;
  return {
    stack: schema.stack.trim(),
    to: pythonText(schema.to).trim(),
    ...(python !== undefined && python !== '' && { python: pythonText(python).trim() }),
    pin: schema.pin ?? true,
  };
}
