import { instructionLines } from '../../../dockerfile/places/instruction-lines';
import { outermostFrom } from '../../../dockerfile/stages/outermost-from';
import { debianReleases, reachesRelease } from '../../references/debian-releases';
import { suiteOfReference } from '../../references/suite-of-reference';
import { type CheckFacts, finding, type UpgradedDockerfile } from '../check-facts';
import { originOf } from '../concerned-stages';
import type { Finding } from '../finding';

/** Finds a base whose tag names no Debian release: it moves to the next one without anybody's doing. */
export function checkFloatingBase({
  to,
  stack,
  dockerfiles,
  suite,
}: CheckFacts): readonly Finding[] {
  const own = dockerfiles.find(({ role }) => role === 'stack');
  if (!own || suite.to !== undefined || to.includes('@') || !OFFICIAL.test(to)) return [];
  const { file, stages } = own.dockerfile;
  const place = { file, line: stages.find(({ name }) => name === 'base')?.line ?? 1 };
  const newest = debianReleases.findLast(({ glibc }) => glibc !== undefined)?.name ?? 'trixie';
  const instead = `nx g nx-slipway:upgrade-base ${stack} --suite=${newest}`;
  return [finding('warning', { kind: 'base-without-suite', place, reference: to, instead })];
}

const OFFICIAL = /(?:^|\/)python:3\.\d+(?:\.\d+)?(?:-slim)?$/;

/**
 * Finds pip called for Debian's own Python, which refuses that since bookworm: in stages on an image of Debian itself,
 * and by its path elsewhere.
 */
export function checkDebianPip(facts: CheckFacts): readonly Finding[] {
  if (!reachesRelease(facts.suite, 'bookworm')) return [];
  return facts.dockerfiles.flatMap((each) => checkFile(each, facts));
}

function checkFile(each: UpgradedDockerfile, facts: CheckFacts): readonly Finding[] {
  const { dockerfile, services } = each;
  return instructionLines(dockerfile).flatMap(({ keyword, stage, text: whole, lines }) => {
    const origin = originOf(outermostFrom(dockerfile, stage).text, facts) ?? '';
    const isDebian = /(?:^|\/)debian:/.test(origin) && suiteOfReference(origin) !== undefined;
    const isAllowed =
      /--break-system-packages|PIP_BREAK_SYSTEM_PACKAGES/.test(whole) ||
      stage.instructions.some(({ text }) => /^ENV .*PIP_BREAK_SYSTEM_PACKAGES/.test(text)) ||
      stage.instructions.some(({ text }) =>
        /-m venv\b|virtualenv\b|\bEXTERNALLY-MANAGED/.test(text),
      );
    if (keyword !== 'RUN' || isAllowed) return [];
    return lines.flatMap(({ line, text }) => {
      const pattern = isDebian
        ? /(?:\/usr\/bin\/)?(?:pip3?|python3? -m pip) install\b/
        : /\/usr\/bin\/(?:pip3?|python3? -m pip) install\b/;
      const command = pattern.exec(text)?.[0];
      if (command === undefined) return [];
      const place = { file: dockerfile.file, line };
      const suite = facts.suite.to ?? '';
      return [finding('problem', { kind: 'pip-outside-venv', place, command, suite }, services)];
    });
  });
}
