import { type AptPackage, aptPackages } from '../../../dockerfile/places/apt-packages';
import { instructionLines } from '../../../dockerfile/places/instruction-lines';
import type { CheckFacts, UpgradedDockerfile } from '../check-facts';
import { finding } from '../check-facts';
import { concernedStages } from '../concerned-stages';
import type { Finding } from '../finding';
import { insteadOf, isNewName } from '../renamed-packages';

/** Returns the Debian packages that are installed on the new base, each once, sorted. */
export function askedPackages(facts: Pick<CheckFacts, 'dockerfiles' | 'catalogue' | 'from'>) {
  const names = facts.dockerfiles.flatMap((each) =>
    concernedPackages(each, facts).map(({ name }) => name),
  );
  return [...new Set(names)].sort();
}

/** Finds Debian packages that the new base does not have, as it said itself. */
export function checkAptPackages(facts: CheckFacts): readonly Finding[] {
  const { answers, dockerfiles, to, suite } = facts;
  const { apt } = answers;
  if ('why' in apt) {
    const packages = askedPackages(facts);
    if (packages.length === 0) return [];
    const known =
      suite.to === undefined ? [] : dockerfiles.flatMap((each) => foretold(each, facts));
    const problem = { kind: 'apt-unchecked', packages, reference: to, why: apt.why } as const;
    return [...known, finding('unchecked', problem, [], { isUnanswered: true })];
  }
  return dockerfiles.flatMap((each) =>
    concernedPackages(each, facts)
      .filter(({ name }) => apt.missing.has(name))
      .map((found) => missing(found, each, { facts, offered: apt.missing.get(found.name) ?? [] })),
  );
}

/** What is known to be gone without an engine: names that end in the release's own versions. */
function foretold(file: UpgradedDockerfile, facts: CheckFacts): readonly Finding[] {
  const { suite } = facts;
  return concernedPackages(file, facts).flatMap((found) => {
    const { isGone, instead } = insteadOf(found.name, suite);
    return isGone ? [missing(found, file, { facts, offered: instead })] : [];
  });
}

function missing(
  { name, line, start, end, isPinned }: AptPackage,
  { dockerfile, services }: UpgradedDockerfile,
  { facts, offered }: { readonly facts: CheckFacts; readonly offered: readonly string[] },
): Finding {
  const { file } = dockerfile;
  const base = { place: { file, line }, package: name, reference: facts.to };
  if (addsSources(dockerfile)) {
    return finding('unchecked', { kind: 'apt-package-unsure', ...base }, services);
  }
  const known = insteadOf(name, facts.suite).instead;
  const instead = [...new Set([...known, ...offered])];
  const [first, ...others] = instead;
  // Of several successors a person chooses, unless one is known.
  const isClear = first !== undefined && !isPinned && (others.length === 0 || known.length === 1);
  return finding('problem', { kind: 'apt-package-missing', ...base, instead }, services, {
    ...(isClear &&
      isNewName(name, first) && { fixes: [{ file, start, end, old: name, text: first }] }),
  });
}

/** Packages of stages that rest on the base; a stage on another image asks another release. */
function concernedPackages(
  file: UpgradedDockerfile,
  facts: Pick<CheckFacts, 'catalogue' | 'from'>,
): readonly AptPackage[] {
  const stages = concernedStages(file, facts);
  return aptPackages(file.dockerfile).filter(({ stage }) => stages.has(stage.index));
}

const SOURCES =
  /sources\.list|\.sources\b|\/etc\/apt\/keyrings|apt-key\b|add-apt-repository|signed-by|setup_\d+\.x|\bextrepo\b|packages-microsoft-prod/i;

function addsSources(dockerfile: UpgradedDockerfile['dockerfile']): boolean {
  return instructionLines(dockerfile).some(({ text }) => SOURCES.test(text));
}
