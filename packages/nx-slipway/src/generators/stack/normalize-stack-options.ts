import { normalizeList } from '../normalize-list';
import { pythonText } from '../python-text';
import type { RequestedStack } from './edit-stack';
import type { StackSchema } from './schema';

/** Fills in the schema's defaults, which only Nx's command line does by itself. */
export function normalizeStackOptions(
  schema: StackSchema,
): RequestedStack & { readonly pin: boolean } {
  const { name, directory, python, from, layout = 'slim', suite } = schema;
  return {
    name: name.trim(),
    ...(directory && { directory }),
    ...(python && { python: pythonText(python) }),
    ...(from && { from }),
    layout,
    sources: normalizeList(schema.sources),
    suite: suite ?? 'trixie',
    apt: normalizeList(schema.apt),
    buildApt: normalizeList(schema.buildApt ?? (layout === 'full' ? [] : ['gcc', 'libc6-dev'])),
    asked: {
      ...(suite !== undefined && { suite }),
      ...(schema.layout !== undefined && { layout: schema.layout }),
      buildApt: normalizeList(schema.buildApt),
    },
    pin: schema.pin ?? true,
    force: schema.force ?? false,
  };
}
