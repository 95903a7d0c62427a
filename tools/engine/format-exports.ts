import type { Engine } from './engine.ts';

/** An engine as lines that a shell can eval; the registry and the index under names of our own. */
export function formatExports(engine: Engine): string {
  const variables = {
    ...engine.env,
    NX_SLIPWAY_ENGINE: engine.kind,
    NX_SLIPWAY_REGISTRY: engine.registry,
    NX_SLIPWAY_INDEX: engine.index.buildUrl,
    NX_SLIPWAY_INDEX_HOST: engine.index.trustedHost,
    ...(engine.caBundle ? { NX_SLIPWAY_CA_BUNDLE: engine.caBundle } : {}),
  };
  return Object.entries(variables).map(line).join('');
}

/** The part before the caller's own PATH, so that the lines hold in a shell whose PATH is another. */
function line([name, value]: readonly [string, string]): string {
  return name === 'PATH'
    ? `export PATH=${quote(value.slice(0, value.indexOf(':') + 1))}"$PATH"\n`
    : `export ${name}=${quote(value)}\n`;
}

function quote(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`;
}
