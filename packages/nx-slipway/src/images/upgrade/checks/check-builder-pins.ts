import { normalizeName } from '../../../python/pep508/normalize-name';
import { joinRequirementsLines } from '../../../python/pip/join-requirements-lines';
import { meetsRequiresPython } from '../../../python/pyproject/requires-python';
import { wheelFits } from '../../../python/wheels/wheel-fits';
import { changesMinor } from '../../references/derive-reference';
import type { CheckFacts, UpgradedFile } from '../check-facts';
import { finding } from '../check-facts';
import type { Finding } from '../finding';

/** One `name==version` of a builder-requirements.txt. */
export interface BuilderPin {
  /** Normalised. */
  readonly name: string;
  readonly version: string;
  readonly line: number;
}

/** Returns the pins of a builder-requirements.txt. */
export function builderPins({ text }: Pick<UpgradedFile, 'text'>): readonly BuilderPin[] {
  return joinRequirementsLines(text).flatMap(({ text: each, line }) => {
    const [, name, version] = /^([\w.-]+)(?:\[[^\]]*\])?\s*==\s*([^\s;,#*]+)/.exec(each) ?? [];
    return name === undefined || version === undefined
      ? []
      : [{ name: normalizeName(name), version, line }];
  });
}

/** Finds installers and build backends of base-builder that the new Python cannot install. */
export function checkBuilderPins(facts: CheckFacts): readonly Finding[] {
  const { builderPins: file, answers, python } = facts;
  const { to } = python;
  if (!file || to === undefined || !changesMinor(python)) return [];
  const pins = builderPins(file);
  const { index } = answers;
  const releaseOf = ({ name, version }: BuilderPin) =>
    'get' in index ? index.get(`${name} ${version}`) : undefined;
  const found = pins.flatMap((pin): readonly Finding[] => {
    const release = releaseOf(pin);
    if (!release || release.files.length === 0) return [];
    const fits = release.files.filter(
      ({ requiresPython: range }) => range === undefined || meetsRequiresPython(to, range),
    );
    const isInstallable = fits.some(({ name }) => !name.endsWith('.whl') || wheelFits(name, to));
    if (isInstallable) return [];
    const range = release.files.find((each) => each.requiresPython)?.requiresPython;
    const place = { file: file.file, line: pin.line };
    const base = { kind: 'builder-pin-python', place, python: to } as const;
    return [
      finding('problem', {
        ...base,
        ...{ package: pin.name, version: pin.version },
        ...(fits.length === 0 && range !== undefined && { range }),
      }),
    ];
  });
  const unknown = pins.filter((pin) => !releaseOf(pin));
  if (unknown.length === 0) return found;
  const why = 'why' in index ? index.why : 'the package index does not have these releases';
  const packages = unknown.map(({ name }) => name).sort();
  const place = { file: file.file };
  return [...found, finding('unchecked', { kind: 'builder-pins-unchecked', place, packages, why })];
}
