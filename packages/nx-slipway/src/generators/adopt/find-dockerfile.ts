import { posix } from 'node:path';
import type { Dockerfile, Stage } from '../../dockerfile/dockerfile';
import { isDockerfile } from '../../dockerfile/dockerfile-name';
import { missesArgument, parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { finalStages } from '../../dockerfile/stages/final-stages';
import { findStage } from '../../dockerfile/stages/find-stage';
import { isStackFile } from '../../images/model/find-images';
import { isGeneratedService } from '../../images/model/is-generated-service';
import type { Problem } from '../../problems/problem';
import type { TreeWorkspace } from '../../workspace/model/read-tree-workspace';
import type { Ask } from '../ask';

/** A Dockerfile to take over, or one that is generated already. */
export type FoundDockerfile =
  | { readonly kind: 'hand-written'; readonly dockerfile: Dockerfile }
  | { readonly kind: 'generated'; readonly files: readonly string[] }
  | { readonly kind: 'none'; readonly problems: readonly Problem[] };

type Files = Pick<TreeWorkspace, 'read' | 'list'>;

/**
 * Finds the Dockerfile that is to be taken over.
 *
 * @param wanted relative to the project's folder or to the workspace root
 * @param project its name for people, and its folder
 */
export async function findDockerfile(
  wanted: string | undefined,
  project: { readonly name: string; readonly dir: string },
  { read, list }: Files,
  ask: Ask,
): Promise<FoundDockerfile> {
  const { name, dir } = project;
  const all = list(dir)
    .filter(isDockerfile)
    .map((file) => posix.join(dir, file))
    .sort();
  if (wanted !== undefined) {
    const path = posix.normalize(wanted);
    const file = [posix.join(dir, path), path].find((each) => read(each) !== undefined);
    return file === undefined
      ? none({ kind: 'adopt-dockerfile-missing', file: wanted, known: all })
      : openFile(file, read);
  }
  if (all.length === 0) {
    return none({ kind: 'adopt-without-dockerfile', place: { file: dir }, project: name });
  }
  const byHand = all.filter((file) => openFile(file, read).kind !== 'generated');
  const [first] = byHand;
  if (first === undefined) return { kind: 'generated', files: all };
  if (byHand.length === 1) return openFile(first, read);
  const answer = await ask(
    `Which Dockerfile of ${name} do you want to take over?`,
    byHand.map((value) => ({ value, hint: '' })),
  );
  return answer === undefined
    ? none({ kind: 'adopt-dockerfile-ambiguous', project: name, files: byHand })
    : openFile(answer, read);
}

function openFile(file: string, read: Files['read']): FoundDockerfile {
  const { dockerfile, problems } = parseDockerfile(read(file) ?? '', file);
  if (isGeneratedService(dockerfile) || (isStackFile(dockerfile) && hasStackStages(dockerfile))) {
    return { kind: 'generated', files: [file] };
  }
  const broken = [
    ...problems.filter(({ kind }) => kind === 'dockerfile-broken'),
    ...missesArgument(dockerfile),
  ];
  return broken.length > 0
    ? { kind: 'none', problems: broken }
    : { kind: 'hand-written', dockerfile };
}

/** A hand-written file may have a stage of that name as well. */
function hasStackStages(dockerfile: Dockerfile): boolean {
  const builder = findStage(dockerfile, 'base-builder');
  return builder?.instructions.some(({ text }) => text.includes('install-projects')) === true;
}

/** The stages that are to become images: one that is named, or all that no other one is built from. */
export function stagesToAdopt(
  dockerfile: Dockerfile,
  wanted: string | undefined,
): { readonly stages: readonly Stage[] } | { readonly problem: Problem } {
  if (wanted === undefined) return { stages: finalStages(dockerfile) };
  const stage = findStage(dockerfile, wanted);
  const known = dockerfile.stages.flatMap(({ name }) => name ?? []);
  return stage
    ? { stages: [stage] }
    : {
        problem: {
          kind: 'adopt-stage-unknown',
          ...{ place: { file: dockerfile.file }, stage: wanted, known },
        },
      };
}

function none(problem: Problem): FoundDockerfile {
  return { kind: 'none', problems: [problem] };
}
