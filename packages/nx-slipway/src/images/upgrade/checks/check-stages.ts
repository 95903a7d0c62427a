import type { Reference, Stage } from '../../../dockerfile/dockerfile';
import { libcOfReference } from '../../../dockerfile/stages/check-libc';
import { outermostFrom } from '../../../dockerfile/stages/outermost-from';
import { debianReleases } from '../../references/debian-releases';
import { deriveReference, minorOf } from '../../references/derive-reference';
import { pythonOfReference } from '../../references/python-of-reference';
import { isSameBase, isSameRepository } from '../../references/same-base';
import { suiteOfReference } from '../../references/suite-of-reference';
import { type CheckFacts, finding, type UpgradedDockerfile } from '../check-facts';
import { originOf } from '../concerned-stages';
import type { Finding, Severity } from '../finding';

/** What an image is built on, as far as its reference tells. */
interface Ground {
  readonly python?: string;
  readonly suite?: string;
}

/**
 * Finds stages that copy packages or libraries from a stage on another Python or another Debian release after the
 * upgrade: packages are in a folder that the other Python does not look into, and what was linked on a newer release
 * does not load on an older one.
 */
export function checkStages(facts: CheckFacts): readonly Finding[] {
  return facts.dockerfiles.flatMap((each) =>
    each.dockerfile.stages.flatMap((stage) =>
      stage.uses
        .filter(({ how, line }) => how === 'copy' && takesBinaries(stage, line))
        .flatMap((use) => checkCopy(stage, use, { each, facts })),
    ),
  );
}

function checkCopy(
  stage: Stage,
  use: Reference,
  { each, facts }: { readonly each: UpgradedDockerfile; readonly facts: CheckFacts },
): readonly Finding[] {
  const { dockerfile, services } = each;
  const source = use.stage === undefined ? undefined : dockerfile.stages[use.stage];
  const [to, from] = [
    groundOf(outermostFrom(dockerfile, stage).text, facts),
    groundOf(source ? outermostFrom(dockerfile, source).text : use.text, facts),
  ];
  const found = difference(from, to);
  const text = stage.instructions.find((one) => one.line === use.line)?.text ?? '';
  // A folder of the application may hold web pages of a build on another release.
  const isOfPython = from.python !== undefined && to.python !== undefined;
  if (!found || !(isOfPython || LIBRARIES.test(text))) return [];
  const place = { file: dockerfile.file, line: use.line };
  const name = source ? (source.name ?? `stage ${source.index}`) : use.text;
  const { severity, ...words } = found;
  const instead = matching(source ? outermostFrom(dockerfile, source).text : use.text, facts);
  const problem = { place, source: name, ...words, ...(instead !== undefined && { instead }) };
  return [finding(severity, { kind: 'stages-differ', ...problem }, services)];
}

/** The image of the same repository that belongs to the new base, where its tag tells. */
function matching(reference: string, { from, to, python, suite }: CheckFacts): string | undefined {
  if (isSameBase(reference, from)) return to;
  if (!isSameRepository(reference, from)) return undefined;
  const derived = deriveReference(reference, {
    ...(python.to !== undefined && { python: python.to }),
    ...(suite.to !== undefined && { suite: suite.to }),
  });
  return 'reference' in derived ? derived.reference : undefined;
}

function difference(
  from: Ground,
  to: Ground,
): { readonly severity: Severity; readonly from: string; readonly to: string } | undefined {
  if (from.python && to.python && from.python !== to.python) {
    const [one, other] = [`Python ${from.python}`, `Python ${to.python}`];
    return { severity: 'problem', from: one, to: other };
  }
  if (!from.suite || !to.suite || from.suite === to.suite) return undefined;
  const [one, other] = [orderOf(from.suite), orderOf(to.suite)];
  // What an older release links may be gone; what a newer one links is there in no case.
  return { severity: one > other ? 'problem' : 'warning', from: from.suite, to: to.suite };
}

/** Of an alpine image, the release of Alpine counts; it has no code name. */
function groundOf(reference: string, facts: CheckFacts): Ground {
  const origin = originOf(reference, facts);
  if (origin === undefined) return {};
  if (isSameBase(origin, facts.from)) {
    const { python, suite } = facts;
    return {
      ...(python.to && { python: minorOf(python.to) }),
      ...(suite.to && { suite: suite.to }),
    };
  }
  const [python, debian] = [pythonOfReference(origin), suiteOfReference(origin)];
  const alpine = /alpine:?(\d+\.\d+)/.exec(origin)?.[1];
  const isMusl = libcOfReference(origin) === 'musl';
  const suite = isMusl ? (alpine === undefined ? undefined : `alpine ${alpine}`) : debian;
  return { ...(python && { python }), ...(suite && { suite }) };
}

function orderOf(suite: string): number {
  const alpine = /^alpine (\d+)\.(\d+)$/.exec(suite);
  if (alpine) return Number(alpine[1]) * 1000 + Number(alpine[2]);
  return debianReleases.findIndex(({ name }) => name === suite);
}

const LIBRARIES = /site-packages|dist-packages|venv|wheel|\/lib\b|\.so\b/i;

function takesBinaries({ instructions }: Pick<Stage, 'instructions'>, line: number): boolean {
  const text = instructions.find((each) => each.line === line)?.text ?? '';
  return /site-packages|dist-packages|venv|wheel|\/lib\b|\.so\b|\/usr\/local(?:\s|\/?$|\/lib|\/bin\s)|\/opt\/|\/app\b|\/root\/\.local|\/install\b/i.test(
    text,
  );
}
