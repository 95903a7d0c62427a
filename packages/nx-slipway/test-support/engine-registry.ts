/**
 * `host:port` of the registry beside the engine, which `npm test` and `npm run engine -- up` name.
 *
 * @throws where it is not named: a guess would make every push fail
 */
export function engineRegistry(): string {
  const { NX_SLIPWAY_REGISTRY: registry } = process.env;
  if (!registry) throw new Error('NX_SLIPWAY_REGISTRY is not set: eval `npm run engine -- up`.');
  return registry;
}
