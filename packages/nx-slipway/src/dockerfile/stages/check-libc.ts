import type { DockerfileProblem } from '../../problems/kinds/dockerfiles/dockerfile-problem';
import type { Dockerfile, Reference, Stage } from '../dockerfile';
import { withoutDigest } from '../without-digest';
import { outermostFrom } from './outermost-from';

/** Which C library the packages of an image are linked to. */
export type Libc = 'musl' | 'glibc';

/** The C library that the name of an image tells; undefined where it tells none. */
export function libcOfReference(reference: string): Libc | undefined {
  const name = withoutDigest(reference).split('/').at(-1) ?? '';
  if (/alpine|musl/.test(name)) return 'musl';
  return /slim|debian|ubuntu|bullseye|bookworm|trixie|^python:\d[\d.]*$/.test(name)
    ? 'glibc'
    : undefined;
}

/**
 * Warns of Python packages that one stage installs or builds on one C library, and another one takes onto the other:
 * what is compiled among them does not load there (PEP 656 has wheels of its own for musl).
 */
export function checkLibc(dockerfile: Pick<Dockerfile, 'file' | 'stages'>): DockerfileProblem[] {
  return dockerfile.stages.flatMap((stage) =>
    stage.uses.flatMap((use): DockerfileProblem[] => {
      if (use.how !== 'copy' || !takesPackages(stage, use)) return [];
      const [from, to] = [libcOfUse(dockerfile, use), libcOfStage(dockerfile, stage)];
      return from === undefined || to === undefined || from === to
        ? []
        : [{ kind: 'libc-mixed', place: { file: dockerfile.file, line: use.line }, from, to }];
    }),
  );
}

function takesPackages({ instructions }: Stage, { line }: Reference): boolean {
  const text = instructions.find((each) => each.line === line)?.text ?? '';
  return /site-packages|dist-packages|venv|wheel|\/lib\/python/i.test(text);
}

function libcOfUse({ stages }: Pick<Dockerfile, 'stages'>, use: Reference): Libc | undefined {
  const stage = use.stage === undefined ? undefined : stages[use.stage];
  return stage ? libcOfStage({ stages }, stage) : libcOfReference(use.text);
}

function libcOfStage({ stages }: Pick<Dockerfile, 'stages'>, stage: Stage): Libc | undefined {
  return libcOfReference(outermostFrom({ stages }, stage).text);
}
