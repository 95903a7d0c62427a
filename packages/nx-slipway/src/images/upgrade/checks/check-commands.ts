import { instructionLines } from '../../../dockerfile/places/instruction-lines';
import { reachesRelease } from '../../references/debian-releases';
import { type CheckFacts, finding } from '../check-facts';
import { concernedStages } from '../concerned-stages';
import type { Finding } from '../finding';
import { installedApt } from '../installed-apt';

/** Commands that a Debian release has no more, or that its images have no more. */
const REMOVED: readonly {
  readonly command: string;
  /** The first release without it. */
  readonly suite: string;
  /** A package that brings it back; absent where no package does. */
  readonly package?: string;
  readonly instead: string;
}[] = [
  {
    command: 'apt-key',
    suite: 'trixie',
    instead: 'Put the key into /etc/apt/keyrings and name it in the source with signed-by.',
  },
  {
    command: 'add-apt-repository',
    suite: 'trixie',
    instead: 'Write the source into /etc/apt/sources.list.d yourself.',
  },
  ...['adduser', 'addgroup', 'deluser'].map((command) => ({
    ...{ command, suite: 'trixie', package: 'adduser' },
    instead: 'Use useradd and groupadd, or install the package adduser.',
  })),
];

/** Finds commands in RUN that the new release does not have any more. */
export function checkCommands(facts: CheckFacts): readonly Finding[] {
  const gone = REMOVED.filter(({ suite }) => reachesRelease(facts.suite, suite));
  if (gone.length === 0) return [];
  return facts.dockerfiles.flatMap((each) => {
    const stages = concernedStages(each, facts);
    const installed = installedApt([each]);
    return instructionLines(each.dockerfile)
      .filter(({ keyword, stage }) => keyword === 'RUN' && stages.has(stage.index))
      .flatMap(({ lines }) =>
        lines.flatMap(({ line, text }) =>
          gone
            .filter((it) => it.package === undefined || !installed.has(it.package))
            .filter(({ command }) => calls(text, command))
            .map(({ command, suite, instead }) => {
              const place = { file: each.dockerfile.file, line };
              return finding(
                'problem',
                { kind: 'command-removed', place, command, suite, instead },
                each.services,
              );
            }),
        ),
      );
  });
}

/** Whether a command stands where a shell takes one. */
function calls(text: string, command: string): boolean {
  return new RegExp(
    `(?:^|[;&|({]|\\b(?:RUN|sudo|then|do|xargs|exec))\\s*(?:--\\S+\\s+)*(?:\\[\\s*")?(?:/\\S*/)?${command}(?=[\\s";]|$)`,
  ).test(text.trim());
}
