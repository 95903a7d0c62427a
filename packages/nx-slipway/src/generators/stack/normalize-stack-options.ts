import { normalizeList } from '../normalize-list';
import { pythonText } from '../python-text';
import type { StackOptions } from './plan-stack';
import type { StackSchema } from './schema';

/** Fills in the schema's defaults, which only Nx's command line does by itself. */
export function normalizeStackOptions(
  schema: StackSchema,
): StackOptions & { readonly pin: boolean; readonly force: boolean } {
  const { name, directory, python, from, layout = 'slim' } = schema;
  return {
    name: name.trim(),
    ...(directory && { directory }),
    ...(python && { python: pythonText(python) }),
    ...(from && { from }),
    layout,
    sources: normalizeList(schema.sources),
    suite: schema.suite ?? 'trixie',
    apt: normalizeList(schema.apt),
    buildApt: normalizeList(schema.buildApt ?? (layout === 'full' ? [] : ['gcc', 'libc6-dev'])),
    pin: schema.pin ?? true,
    force: schema.force ?? false,
  };
}
