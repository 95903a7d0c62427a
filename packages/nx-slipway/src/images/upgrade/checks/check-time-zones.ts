import { instructionLines } from '../../../dockerfile/places/instruction-lines';
import { lineAt } from '../../../problems/line-at';
import { reachesRelease } from '../../references/debian-releases';
import { type CheckFacts, finding } from '../check-facts';
import type { Finding } from '../finding';

/** Names of tzdata-legacy with those that stay; rule: the file `backward` of the tz database. */
const LEGACY: Readonly<Record<string, string>> = {
  'US/Alaska': 'America/Anchorage',
  'US/Arizona': 'America/Phoenix',
  'US/Central': 'America/Chicago',
  'US/Eastern': 'America/New_York',
  'US/Hawaii': 'Pacific/Honolulu',
  'US/Mountain': 'America/Denver',
  'US/Pacific': 'America/Los_Angeles',
  'Canada/Atlantic': 'America/Halifax',
  'Canada/Central': 'America/Winnipeg',
  'Canada/Eastern': 'America/Toronto',
  'Canada/Mountain': 'America/Edmonton',
  'Canada/Pacific': 'America/Vancouver',
  'Brazil/East': 'America/Sao_Paulo',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Europe/Kiev': 'Europe/Kyiv',
  GB: 'Europe/London',
  Hongkong: 'Asia/Hong_Kong',
  Israel: 'Asia/Jerusalem',
  Japan: 'Asia/Tokyo',
  NZ: 'Pacific/Auckland',
  PRC: 'Asia/Shanghai',
  Poland: 'Europe/Warsaw',
  Portugal: 'Europe/Lisbon',
  ROK: 'Asia/Seoul',
  Singapore: 'Asia/Singapore',
  Turkey: 'Europe/Istanbul',
};

const REGIONS = /^(?:US|Canada|Brazil|Chile|Mexico)\/[A-Za-z_-]+$/;

/**
 * Finds time zones that Debian moved into a package of their own with trixie: those of Dockerfiles, and those that
 * sources give to `zoneinfo`, unless the package tzdata of PyPI is locked, which has them.
 */
export function checkTimeZones(facts: CheckFacts): readonly Finding[] {
  const { suite, dockerfiles, sources, locks } = facts;
  if (!reachesRelease(suite, 'trixie')) return [];
  const ofFiles = dockerfiles
    .filter(({ dockerfile }) => !/tzdata-legacy/.test(dockerfile.text))
    .flatMap(({ dockerfile, services }) =>
      instructionLines(dockerfile).flatMap(({ lines }) =>
        lines.flatMap(({ line, text }) => {
          const zone = /\bTZ[= ]["']?([\w/+-]+)|\/zoneinfo\/([\w/+-]+)/.exec(text);
          return found(zone?.[1] ?? zone?.[2], { file: dockerfile.file, line, services });
        }),
      ),
    );
  const hasLegacy = dockerfiles.some(({ dockerfile }) => /tzdata-legacy/.test(dockerfile.text));
  const hasTzdata = (service: string): boolean =>
    locks.some(({ releases }) =>
      releases.some(({ name, services }) => name === 'tzdata' && services.includes(service)),
    );
  const ofSources = sources
    .filter(
      ({ text, services }) => /ZoneInfo/.test(text) && !hasLegacy && !services.every(hasTzdata),
    )
    .flatMap(({ file, text, services }) =>
      [...text.matchAll(/\bZoneInfo\(\s*["']([\w/+-]+)["']/g)].flatMap(({ 1: zone, index }) =>
        found(zone, { file, line: lineAt(text, index), services }),
      ),
    );
  return [...ofFiles, ...ofSources];
}

function found(
  zone: string | undefined,
  place: { readonly file: string; readonly line: number; readonly services: readonly string[] },
): readonly Finding[] {
  if (zone === undefined || !(Object.hasOwn(LEGACY, zone) || REGIONS.test(zone))) return [];
  const { services, ...at } = place;
  const instead = LEGACY[zone];
  const facts = { place: at, zone, suite: 'trixie', ...(instead !== undefined && { instead }) };
  return [finding('problem', { kind: 'time-zone-moved', ...facts }, services)];
}
