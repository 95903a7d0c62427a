import { posix } from 'node:path';
import type { CheckFacts } from '../../../images/upgrade/check-facts';
import type { Finding } from '../../../images/upgrade/finding';
import { COMMON_MACHINES } from '../../../python/pep508/marker-environment';
import type { TreeWorkspace } from '../../../workspace/model/read-tree-workspace';
import type { UpgradeDraft } from './draft-upgrade';
import { locksReader } from './read-locks';
import { workspaceTexts } from './workspace-texts';

/** What the checks read of a draft, before anybody outside of the workspace is asked. */
export interface ReadFacts {
  readonly facts: CheckFacts;
  /** What could not be read. */
  readonly findings: readonly Finding[];
}

/** Reads the files that drafts are checked by; each is read once for all of them. */
export type FactsReader = (draft: UpgradeDraft) => ReadFacts;

/**
 * Makes a reader for a workspace.
 *
 * @param files all that `TEXT_GLOBS` match, relative to the workspace root
 * @param vendored shared libraries of the workspace, with the SHA-256 of each
 */
export function factsReader(
  { model, read }: Pick<TreeWorkspace, 'model' | 'read'>,
  files: readonly string[],
  vendored: ReadonlyMap<string, string>,
): FactsReader {
  const texts = new Map<string, string | undefined>();
  const readOnce = (file: string): string | undefined => {
    if (!texts.has(file)) texts.set(file, read(file));
    return texts.get(file);
  };
  const readLocks = locksReader({ read: readOnce, workspace: model });
  const projects = new Set(model.python.keys());
  return ({ plan, target, services, dockerfiles }) => {
    const { stack, file, from, to, buildTarget } = plan;
    const { python, suite } = target;
    const { locks, findings } = readLocks(services, {
      ...(python.to !== undefined && { python: python.to }),
      machines: COMMON_MACHINES,
    });
    const pins = posix.join(posix.dirname(file), 'builder-requirements.txt');
    const pinned = readOnce(pins);
    return {
      facts: {
        ...{ stack, from, to, python, suite, services, locks, dockerfiles },
        ...{ projects: model.python, lockRoots: model.lockRoots, machines: COMMON_MACHINES },
        ...{ catalogue: model.images.catalogue, vendored, buildTarget },
        ...workspaceTexts(files, { services, projects, read: readOnce }),
        ...(pinned !== undefined && {
          builderPins: { file: pins, text: pinned, services: services.map(({ name }) => name) },
        }),
        answers: { apt: { why: NOBODY }, index: { why: NOBODY } },
      },
      findings,
    };
  };
}

const NOBODY = 'nobody was asked';
