import type { Engine } from '../../../engine/engine';
import type { AptAnswer } from '../../../images/upgrade/check-facts';
import { successorPattern } from '../../../images/upgrade/renamed-packages';
import type { RunCommand } from '../../../process/run-command';
import { askContainer } from './ask-container';

/**
 * Asks apt in the base itself, so that its mirrors and its own sources count: all at once first, and one by one only
 * where that fails. Each argument is a name and a pattern of names that may be meant, `libicu72=libicu[0-9.]+(t64)?`.
 */
const SCRIPT = `
if ! apt-get update -qq -o APT::Update::Error-Mode=any >/tmp/update 2>&1; then cat /tmp/update >&2; exit 99; fi
apt-cache pkgnames >/tmp/names
can() { apt-get install --simulate --no-install-recommends -qq "$@" >/dev/null 2>&1; }
all=
for each; do all="$all \${each%%=*}"; done
can $all && exit 0
for each; do
  name=\${each%%=*}
  can "$name" || echo "missing $name $(grep -Ex "\${each#*=}" /tmp/names | grep -Fxv "$name" | sort | tr '\\n' ' ')"
done
`.trim();

/** What the script ends with where the lists of packages cannot be had. */
const UPDATE_FAILED = 99;

/**
 * Asks a base image which Debian packages it cannot install, in one container.
 *
 * @param names of packages; with none, nothing is asked
 */
export async function askApt(
  reference: string,
  names: readonly string[],
  outside: { readonly engine: Engine; readonly run: RunCommand },
): Promise<AptAnswer | { readonly why: string }> {
  if (names.length === 0) return { missing: new Map() };
  const words = names.map((name) => `${name}=${successorPattern(name)}`);
  const answer = await askContainer(
    reference,
    { options: ['--user=0:0'], script: SCRIPT, words, answers: [0, UPDATE_FAILED] },
    outside,
  );
  if ('why' in answer) return answer;
  return answer.exitCode === UPDATE_FAILED
    ? { why: `apt-get update failed: ${lastLine(answer.stderr)}` }
    : { missing: readMissing(answer.stdout) };
}

/** Reads what the script printed. */
export function readMissing(stdout: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...stdout.matchAll(/^missing (\S+) *(.*)$/gm)].map(([, name = '', others = '']) => [
      name,
      others.split(' ').filter((each) => each !== ''),
    ]),
  );
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
