import type { Engine } from '../../../engine/engine';
import type { BaseFacts } from '../../../images/upgrade/compare-facts-of-bases';
import type { RunCommand } from '../../../process/run-command';
import { askContainer } from './ask-container';

/** Printed by the image itself, a fact a line. */
const SCRIPT = `
. /etc/os-release
echo "release $ID $VERSION_ID"
python -c 'import platform, sys, sysconfig
print("abi", sysconfig.get_config_var("SOABI") or "%d.%d" % sys.version_info[:2])
print("libc", *platform.libc_ver())'
find /lib /lib64 /usr/lib /usr/local/lib -name '*.so*' 2>/dev/null | sed 's/.*\\//library /'
`.trim();

/** Asks a base image about itself, in one container. */
export async function askBaseFacts(
  reference: string,
  outside: { readonly engine: Engine; readonly run: RunCommand },
): Promise<BaseFacts | { readonly why: string }> {
  const question = { options: ['--network=none'], script: SCRIPT };
  const answer = await askContainer(reference, question, outside);
  const facts = 'why' in answer ? undefined : readBaseFacts(answer.stdout);
  const why = 'why' in answer ? `: ${answer.why}` : '';
  return facts ?? { why: `${reference} does not say what it is${why}` };
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
