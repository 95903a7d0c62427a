import { normalizeName } from '../../python/pep508/normalize-name';
import { withoutSlash } from '../../python/projects/without-slash';
import { normalizeList } from '../normalize-list';
import type { ServiceSchema } from './schema';
import type { ServiceOptions } from './service-options';

/** Trims the options; a command says its role by itself. */
export function normalizeServiceOptions(
  schema: ServiceSchema,
): ServiceOptions & { readonly force: boolean } {
  const {
    directory,
    stack,
    installer,
    layout,
    image,
    server,
    interface: kind,
    factory,
    port,
    healthPath,
    broker,
    processes,
    threads,
    module,
    command,
  } = schema;
  const queues = normalizeList(schema.queues);
  const role = schema.role?.trim() || (command ? 'command' : undefined);
  return {
    name: withoutSlash(schema.name.trim().replace(/^\.\//, '')),
    ...(role && { role }),
    ...(directory && { directory }),
    ...(stack && { stack }),
    ...(installer && { installer }),
    ...(layout && { layout }),
    ...(image && { image: image.trim() }),
    ...(server && { server }),
    ...(kind && { interface: kind }),
    ...(factory !== undefined && { factory }),
    ...(port !== undefined && { port }),
    ...(healthPath && { healthPath: healthPath.trim() }),
    ...(broker && { broker }),
    ...(queues.length > 0 && { queues }),
    ...(processes !== undefined && { processes }),
    ...(threads !== undefined && { threads }),
    apt: normalizeList(schema.apt),
    buildApt: normalizeList(schema.buildApt),
    extras: [...new Set(normalizeList(schema.extras).map(normalizeName))].sort(),
    groups: [...new Set(normalizeList(schema.groups).map(normalizeName))].sort(),
    sources: normalizeList(schema.sources),
    files: normalizeList(schema.files),
    env: normalizeList(schema.env),
    label: normalizeList(schema.label),
    ...(schema.workdir && { workdir: schema.workdir.trim() }),
    ...(schema.uid !== undefined && { uid: schema.uid }),
    ...(schema.gid !== undefined && { gid: schema.gid }),
    ...(module && { module: module.trim() }),
    ...(command && { command: command.trim() }),
    force: schema.force ?? false,
  };
}
