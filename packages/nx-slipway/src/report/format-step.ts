import { parseTargetName } from '../bake/targets/target-name';
import { firstFew } from '../problems/first-few';
import { withoutLogins } from '../problems/logins';

/** What a line of progress tells of a step. */
export interface StepLine {
  readonly targets: readonly string[];
  readonly text: string;
  readonly outcome: 'run' | 'cached' | 'failed' | 'stopped';
  readonly seconds: number;
}

/** Characters of a step's text that fit a line of a log. */
const WIDTH = 100;

/** Packages of a shared layer that a line names. */
const NAMED = 5;

/**
 * One line for a step that has ended: what it was for, the instruction without its mounts, and how
 * long it took. What puts layers of others on a base takes no time and has no line.
 *
 * @param files of the run, by path below its folder
 */
export function formatStep(
  { targets, text, outcome, seconds }: StepLine,
  files: Readonly<Record<string, string>> = {},
): string | undefined {
  const { subject, instruction = text } = describeStep({ targets, text }, files);
  if (subject === undefined && outcome === 'run') return undefined;
  // Before it is cut, or half of a login stays that nobody recognises.
  const short = withoutLogins(instruction)
    .replace(/\s+/g, ' ')
    .replace(/--mount=\S+ /g, '');
  const cut = short.length > WIDTH ? `${short.slice(0, WIDTH - 1)}…` : short;
  const mark = outcome === 'run' ? `${seconds.toFixed(1)}s` : outcome.toUpperCase();
  return `[${subject ?? imagesOf(targets)}] ${cut}  ${mark}`;
}

function describeStep(
  { targets, text }: Pick<StepLine, 'targets' | 'text'>,
  files: Readonly<Record<string, string>>,
): { readonly subject?: string; readonly instruction?: string } {
  for (const target of targets) {
    const [kind, first = ''] = parseTargetName(target);
    if (kind === 'packages' && text.startsWith('RUN ')) {
      return { subject: 'shared layer', instruction: packagesOf(target, files) ?? first };
    }
    if (kind === 'library') return { subject: `library ${first}` };
    if (kind === 'conflict-check') {
      return text.startsWith('RUN ')
        ? { subject: first, instruction: 'check that packages of several layers fit together' }
        : {};
    }
  }
  const isLayer = /^COPY --link --from=(packages|library)-\d+ /.test(text);
  return isLayer ? {} : { subject: imagesOf(targets) };
}

function imagesOf(targets: readonly string[]): string {
  const images = targets.filter((target) => parseTargetName(target).length === 1);
  const [first = targets[0] ?? '', ...others] = images;
  return others.length > 0 ? `${first} +${others.length}` : first;
}

/** Names of what a shared layer installs; undefined where its requirements are not known. */
function packagesOf(target: string, files: Readonly<Record<string, string>>): string | undefined {
  const texts = Object.entries(files).flatMap(([file, text]) =>
    file.startsWith(`${target}/`) ? [text] : [],
  );
  const names = texts
    .join('\n')
    .split('\n')
    .flatMap((line) => /^[A-Za-z0-9][\w.-]*/.exec(line)?.[0] ?? []);
  if (names.length === 0) return undefined;
  return firstFew(names, NAMED);
}
