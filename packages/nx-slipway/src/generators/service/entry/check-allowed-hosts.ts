import { posix } from 'node:path';
import type { Problem } from '../../../problems/problem';
import type { RoleFacts } from './role-facts';
import { literal, partsAt } from './routes/bracketed';
import { makesDjango } from './routes/django-routes';
import type { SourceModule } from './source-modules';

/** The host that a generated probe asks. */
const PROBED = '127.0.0.1';

/** A setting of a framework that refuses requests for other hosts. */
interface HostSetting {
  /** As a message names it. */
  readonly name: string;
  /** Its assignments; what is not a list of strings cannot be read. */
  readonly assigned: RegExp;
  /** Whether an empty list lets the probe through. */
  readonly allowsIfEmpty: (text: string) => boolean;
}

/** Starlette and FastAPI, Litestar; Flask from 3.1 on and Quart. */
const COMMON: readonly HostSetting[] = [
  {
    name: 'allowed_hosts',
    assigned:
      /(?<!#[^\n]*)\b(?:TrustedHostMiddleware|AllowedHostsConfig)\b[(,]?[^()[\]]{0,200}?\ballowed_hosts\s*=\s*/g,
    allowsIfEmpty: () => false,
  },
  {
    name: 'TRUSTED_HOSTS',
    assigned: /(?<!#[^\n]*)\bTRUSTED_HOSTS(?:["']\])?\s*\+?=\s*/g,
    allowsIfEmpty: () => true,
  },
];

/** Django lets localhost through while DEBUG is on and the list is empty. */
const DJANGO: HostSetting = {
  name: 'ALLOWED_HOSTS',
  assigned: /(?<!#[^\n]*)\bALLOWED_HOSTS\b(?:\s*:[^=\n]+)?(?:\s*\+?=\s*|\.)/g,
  allowsIfEmpty: (text) => !/^\s*DEBUG\s*=\s*False\b/m.test(text),
};

/**
 * Notes that an application refuses the host which the probe of its image asks. Only lists of strings are read; where a
 * setting is computed or another list lets the probe through, nothing is known and nothing is noted.
 *
 * @param target the application: `api.app:app`
 */
export function checkAllowedHosts(
  target: string,
  { project, modules }: Pick<RoleFacts, 'project' | 'modules'>,
): readonly Problem[] {
  const entry = modules.installed.find(({ name }) => name === target.split(':')[0]);
  const settings = entry && makesDjango(entry) ? [DJANGO] : COMMON;
  return settings.flatMap((setting): readonly Problem[] => {
    const found = modules.installed.flatMap((module) => listsOf(setting, module));
    const [first] = found;
    if (first?.hosts === undefined || found.some(({ isOpen }) => isOpen)) return [];
    const file = posix.join(project.dir, first.file);
    return [
      {
        kind: 'probe-host-refused',
        place: { file },
        setting: setting.name,
        hosts: first.hosts,
        host: PROBED,
      },
    ];
  });
}

function listsOf(setting: HostSetting, { file, text }: SourceModule) {
  return [...text.matchAll(setting.assigned)].map(({ 0: matched, index }) => {
    const start = index + matched.length;
    const isList = /[[(]/.test(text.charAt(start));
    const hosts = isList ? partsAt(text, start).map(literal) : [undefined];
    const known = hosts.filter((host) => host !== undefined);
    const isOpen =
      known.length < hosts.length ||
      (hosts.length === 0 && setting.allowsIfEmpty(text)) ||
      known.some((host) => host === '*' || host === PROBED);
    return { file, hosts: known, isOpen };
  });
}
