import { posix } from 'node:path';
import type { Engine } from '../../../engine/engine';
import type { BaseFacts } from '../../../images/upgrade/compare-facts-of-bases';
import type { RunCommand } from '../../../process/run-command';
import { askContainer } from './ask-container';

/**
 * Printed by the image itself, a fact a line. `ldconfig` reads the names that libraries are linked by, below folders that
 * the loader searches; it writes nothing here.
 */
const SCRIPT = `
. /etc/os-release
echo "release $ID $VERSION_ID"
python -c 'import platform, sys, sysconfig
print("abi", sysconfig.get_config_var("SOABI") or "%d.%d" % sys.version_info[:2])
print("libc", *platform.libc_ver())'
ldconfig -N -X -v 2>/dev/null | sed -n 's/^\\t\\(\\S*\\) -> .*/linked \\1/p; s/^\\(\\/[^:]*\\):.*/\\1/p' | while read -r line; do
  case $line in /*) echo "searched $(readlink -f "$line")" ;; *) echo "$line" ;; esac
done
for folder in /lib /lib64 /usr/lib /usr/local/lib; do readlink -f "$folder"; done | sort -u | while read -r folder; do
  find "$folder" -name '*.so*' 2>/dev/null
done | sed 's/^/file /'
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
  const all = (name: string): readonly string[] =>
    [...stdout.matchAll(new RegExp(`^${name} (\\S.*?) *$`, 'gm'))].map(([, value = '']) => value);
  const [[release], [abi], [libc]] = [all('release'), all('abi'), all('libc')];
  // Python does not know the version of every libc: it prints an empty line for musl's.
  if (release === undefined || abi === undefined || libc === undefined) return undefined;
  const searched = new Set(all('searched'));
  // A file may have a longer name than the one it is linked by, which changes with each release of it.
  const isRead = (file: string): boolean =>
    searched.has(posix.dirname(file)) && /^(lib|ld)/.test(posix.basename(file));
  const files = all('file').filter((file) => !isRead(file));
  const libraries = new Set([...all('linked'), ...files.map((file) => posix.basename(file))]);
  return { release, abi, libc, libraries };
}
