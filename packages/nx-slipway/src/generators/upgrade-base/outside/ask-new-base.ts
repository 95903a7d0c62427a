import type { Engine } from '../../../engine/engine';
import type { AptAnswer } from '../../../images/upgrade/check-facts';
import {
  formatQuestions,
  type LackingLibraries,
  LIBRARIES_SCRIPT,
  type LibraryQuestion,
  parseLacking,
} from '../../../images/upgrade/linked/base-libraries';
import { successorPattern } from '../../../images/upgrade/renamed-packages';
import type { RunCommand } from '../../../process/run-command';
import { askContainer, lastLine } from './ask-container';

/**
 * Asks apt in the base itself, so that its mirrors and its own sources count: all at once first, and one by one only
 * where that fails. After a script for Python, which reads the input, each argument is a name and a pattern of names that
 * may be meant, `libicu72=libicu[0-9.]+(t64)?`.
 */
const SCRIPT = `
libraries=$1 unknown=
shift
can() { apt-get install --simulate --no-install-recommends -qq "$@" </dev/null >/dev/null 2>&1; }
if [ $# -gt 0 ]; then
  if ! apt-get update -qq -o APT::Update::Error-Mode=any </dev/null >/tmp/update 2>&1; then cat /tmp/update >&2; exit 99; fi
  apt-cache pkgnames >/tmp/names
  all=
  for each; do all="$all \${each%%=*}"; done
  if ! can $all; then
    for each; do
      name=\${each%%=*}
      can "$name" && continue
      unknown="$unknown $name"
      echo "missing $name $(grep -Ex "\${each#*=}" /tmp/names | grep -Fxv "$name" | sort | tr '\\n' ' ')"
    done
  fi
fi
[ -n "$libraries" ] || exit 0
python=$(command -v python3 || command -v python) || { echo 'unread Python was not found in the new base'; exit 0; }
"$python" -c "$libraries" $unknown 2>/tmp/unread || echo "unread $(tail -n 1 /tmp/unread)"
`.trim();

/** What the script ends with where the lists of packages cannot be had. */
const UPDATE_FAILED = 99;

/** What to ask of a new base. */
export interface BaseQuestion {
  /** Names of Debian packages. */
  readonly packages: readonly string[];
  /** Known once images have said what they are linked with; absent where none is asked. */
  readonly libraries?: Promise<readonly LibraryQuestion[]>;
}

/** What it said; `why` where nobody knows. */
export interface BaseAnswer {
  readonly apt: AptAnswer | { readonly why: string };
  /** In the order of the questions. */
  readonly libraries: readonly LackingLibraries[] | { readonly why: string };
}

/**
 * Asks a base image which Debian packages it cannot install, and which libraries it lacks, in one container, which looks
 * for the packages while images say what they are linked with; where there is nothing to ask, in none.
 */
export async function askNewBase(
  reference: string,
  { packages, libraries }: BaseQuestion,
  outside: { readonly engine: Engine; readonly run: RunCommand },
): Promise<BaseAnswer> {
  if (packages.length === 0 && ((await libraries) ?? []).length === 0) {
    return { apt: { missing: new Map() }, libraries: [] };
  }
  const answer = await askContainer(
    reference,
    {
      ...{ options: ['--user=0:0'], script: SCRIPT, answers: [0, UPDATE_FAILED] },
      words: [
        libraries ? LIBRARIES_SCRIPT : '',
        ...packages.map((name) => `${name}=${successorPattern(name)}`),
      ],
      ...(libraries && { input: libraries.then(formatQuestions) }),
    },
    outside,
  );
  const questions = (await libraries) ?? [];
  const unknown = (why: string): BaseAnswer => ({
    apt: packages.length > 0 ? { why } : { missing: new Map() },
    libraries: questions.length > 0 ? { why } : [],
  });
  if ('why' in answer) return unknown(answer.why);
  if (answer.exitCode === UPDATE_FAILED) {
    return unknown(`apt-get update failed: ${lastLine(answer.stderr)}`);
  }
  const unread = /^unread (.*)$/m.exec(answer.stdout)?.[1] ?? `${reference} does not say it`;
  return {
    apt: { missing: readMissing(answer.stdout) },
    libraries: parseLacking(answer.stdout, questions) ?? { why: unread },
  };
}

/** Reads which packages the script printed. */
export function readMissing(stdout: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...stdout.matchAll(/^missing (\S+) *(.*)$/gm)].map(([, name = '', others = '']) => [
      name,
      others.split(' ').filter((each) => each !== ''),
    ]),
  );
}
