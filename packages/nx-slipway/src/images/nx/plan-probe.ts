import { type ImageFacts, probeWords } from '../facts/image-facts';
import type { RoleKind } from '../roles/kind-of-role';

/** How it is found out whether an image starts. */
export type Probe =
  | {
      /** It runs until the words, which are its own HEALTHCHECK or a connection to its port, succeed in it. */
      readonly kind: 'serves';
      readonly words: readonly string[];
      readonly says: string;
    }
  | {
      /** It runs for some seconds without ending. */
      readonly kind: 'stays';
      readonly seconds: number;
      readonly says: string;
    }
  | {
      /** What its command would import is imported, without running it. */
      readonly kind: 'imports';
      readonly words: readonly string[];
      readonly says: string;
    }
  | { readonly kind: 'none'; readonly says: string };

/** Seconds that a worker has for failing: one that cannot import its modules ends within them. */
const STAYS = 5;

/** Connects to the first argument that is a port and answers there. */
const CONNECT = 'import socket, sys; socket.create_connection(("127.0.0.1", int(sys.argv[1])), 2)';

/** Imports the module or the console script that the arguments would run, and runs none of it. */
const IMPORT = `
import importlib, importlib.metadata, re, shutil, sys
program, *rest = sys.argv[1:]
name = program.rsplit("/", 1)[-1]
def unknown(): sys.exit(f"nothing in the image is called {program}")
if re.fullmatch(r"python[0-9.]*", name):
    while rest and rest[0].startswith("-") and rest[0] not in ("-m", "-c"):
        rest = rest[2 if rest[0] in ("-X", "-W") else 1:]
    if rest[:1] == ["-m"]:
        if importlib.util.find_spec(rest[1]) is None: sys.exit(f"No module named {rest[1]}")
        importlib.import_module(rest[1])
    elif rest[:1] == ["-c"]: compile(rest[1], "<command>", "exec")
    elif rest: compile(open(rest[0], "rb").read(), rest[0], "exec")
else:
    scripts = [each for each in importlib.metadata.entry_points(group="console_scripts") if each.name == name]
    if scripts: scripts[0].load()
    elif shutil.which(program) is None: unknown()
`.trim();

/**
 * Decides how an image is tried out. A job, and a command that may be one, is not run: it may change a database.
 *
 * @param kind what it does, as its Dockerfile tells
 */
export function planProbe(
  image: Pick<ImageFacts, 'probe' | 'ports' | 'environment' | 'entrypoint' | 'command'>,
  kind: RoleKind,
): Probe {
  if (kind === 'dev') return { kind: 'none', says: 'a shell for development' };
  const own = kind === 'job' ? undefined : probeWords(image);
  if (own) return { kind: 'serves', words: own, says: 'HEALTHCHECK' };
  const port = kind === 'job' ? undefined : portOf(image);
  if (port !== undefined) {
    const words = ['python', '-c', CONNECT, port];
    return { kind: 'serves', words, says: `port ${port}` };
  }
  const words = [...image.entrypoint, ...image.command];
  if (words.length === 0) return { kind: 'none', says: 'the image has no command' };
  if (kind !== 'command' && kind !== 'job')
    return { kind: 'stays', seconds: STAYS, says: `up for ${STAYS} s` };
  return {
    kind: 'imports',
    words: ['python', '-c', IMPORT, ...words],
    says: 'imports',
  };
}

/** PORT counts where one port is exposed; a port of another protocol cannot be tried. */
function portOf({
  ports,
  environment,
}: Pick<ImageFacts, 'ports' | 'environment'>): string | undefined {
  const named = environment.get('PORT');
  const tcp = ports.flatMap((each) => /^(\d+)(?:\/tcp)?$/.exec(each)?.[1] ?? []);
  return tcp.length === 1 && named !== undefined && /^\d+$/.test(named) ? named : tcp[0];
}
