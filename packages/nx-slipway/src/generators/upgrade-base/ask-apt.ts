import { tmpdir } from 'node:os';
import type { Engine } from '../../engine/engine';
import type { AptAnswer } from '../../images/upgrade/check-facts';
import { successorPattern } from '../../images/upgrade/renamed-packages';
import { formatCommand } from '../../process/format-command';
import type { RunCommand } from '../../process/run-command';
import { whyUnanswered } from '../pin-reference';

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

/** Milliseconds for the container: it may have to pull the image and the lists of packages. */
const LIMIT = 300_000;

/**
 * Asks a base image which Debian packages it cannot install, in one container.
 *
 * @param names of packages; with none, nothing is asked
 */
export async function askApt(
  reference: string,
  names: readonly string[],
  { engine, run }: { readonly engine: Engine; readonly run: RunCommand },
): Promise<AptAnswer | { readonly why: string }> {
  if (names.length === 0) return { missing: new Map() };
  const pairs = names.map((name) => `${name}=${successorPattern(name)}`);
  const command = engine.containerCommand(
    ['run', '--rm', '--user=0:0', '--entrypoint=sh', reference, '-c', SCRIPT, 'sh', ...pairs],
    tmpdir(),
  );
  const abort = AbortSignal.timeout(LIMIT);
  const { exitCode, stdout, stderr, failure } = await run(command, { abort });
  if (exitCode === 0) return { missing: readMissing(stdout) };
  if (exitCode === 99) return { why: `apt-get update failed: ${lastLine(stderr)}` };
  const detail = abort.aborted ? `no answer within ${LIMIT / 1000} s` : (failure ?? stderr);
  const problem = engine.classifyFailure(detail, formatCommand({ ...command, args: ['run'] }));
  return { why: whyUnanswered(problem) };
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
