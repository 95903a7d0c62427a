import { tmpdir } from 'node:os';
import type { Engine } from '../../engine/engine';
import type { BaseFacts } from '../../images/upgrade/compare-facts-of-bases';
import { formatProblem } from '../../problems/format-problem';
import { formatCommand } from '../../process/format-command';
import type { RunCommand } from '../../process/run-command';

/** Printed by the image itself, a fact a line. */
const SCRIPT = `
. /etc/os-release
echo "release $ID $VERSION_ID"
python -c 'import platform, sys, sysconfig
print("abi", sysconfig.get_config_var("SOABI") or "%d.%d" % sys.version_info[:2])
print("libc", *platform.libc_ver())'
find /lib /lib64 /usr/lib /usr/local/lib -name '*.so*' 2>/dev/null | sed 's/.*\\//library /'
`.trim();

/** Milliseconds for the container: it may have to pull the image. */
const LIMIT = 300_000;

/** Asks a base image about itself, in one container. */
export async function askBaseFacts(
  reference: string,
  { engine, run }: { readonly engine: Engine; readonly run: RunCommand },
): Promise<BaseFacts | { readonly why: string }> {
  const command = engine.containerCommand(
    ['run', '--rm', '--network=none', '--entrypoint=sh', reference, '-c', SCRIPT],
    tmpdir(),
  );
  const abort = AbortSignal.timeout(LIMIT);
  const { exitCode, stdout, stderr, failure } = await run(command, { abort });
  const facts = readBaseFacts(stdout);
  if (exitCode === 0 && facts) return facts;
  const detail = abort.aborted ? `no answer within ${LIMIT / 1000} s` : (failure ?? stderr);
  const problem = engine.classifyFailure(detail, formatCommand({ ...command, args: ['run'] }));
  return { why: `${reference} does not say what it is: ${formatProblem(problem).split('\n')[0]}` };
}

/** Reads what the script printed; undefined where a fact is missing. */
export function readBaseFacts(stdout: string): BaseFacts | undefined {
  const fact = (name: string) => new RegExp(`^${name} (\\S.*?) *$`, 'm').exec(stdout)?.[1];
  const [release, abi, libc] = [fact('release'), fact('abi'), fact('libc')];
  // Python does not know the version of every libc: it prints an empty line for musl's.
  if (release === undefined || abi === undefined || libc === undefined) return undefined;
  const libraries = new Set([...stdout.matchAll(/^library (\S+)$/gm)].map(([, name = '']) => name));
  return { release, abi, libc, libraries };
}
