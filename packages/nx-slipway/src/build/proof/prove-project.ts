import type { ProofCheck, ProvenImage, ServiceProof } from '../../images/upgrade/proof';
import type { TaskOutcome } from '../build-task';
import { checkImage, type ProofTags } from './check-image';
import type { ProofProject } from './plan-proof';
import { checkTests, OUTPUT_LINES, type TestScope } from './run-tests';

/** What a project is proven with. */
export interface ProveScope extends TestScope {
  readonly tags: ProofTags;
}

/** Tries out every image of a project that was built, and runs its tests; what is left once the run is stopped is not tried. */
export async function proveProject(
  { name, tests, images: planned }: ProofProject,
  outcomes: ReadonlyMap<string, TaskOutcome>,
  { tags, ...scope }: ProveScope,
): Promise<ServiceProof> {
  const { executor, engine, run, abort } = scope;
  const built = buildCheck(name, outcomes);
  if (built.verdict !== 'passed') return { name, checks: [built], images: [] };
  const client = { run, cwd: executor.root };
  const images: ProvenImage[] = [];
  for (const image of planned) {
    if (!abort.aborted) images.push(await checkImage(image, { tags, engine, abort }, client));
  }
  const tested = tests && !abort.aborted ? [await checkTests(name, tests, tags, scope)] : [];
  return { name, checks: [built, ...tested], images };
}

/** Says whether all images of a project were built. */
export function buildCheck(name: string, outcomes: ReadonlyMap<string, TaskOutcome>): ProofCheck {
  // The stage `dev` of a stack is a task of its own.
  const own = [...outcomes.values()].filter(({ task }) => task.startsWith(`${name}:`));
  const failed = own.filter(({ success }) => !success);
  if (own.length > 0 && failed.length === 0) {
    return { what: 'build', verdict: 'passed', detail: 'built' };
  }
  const output = failed.flatMap((each) => each.output.split('\n')).slice(-OUTPUT_LINES);
  return { what: 'build', verdict: 'failed', detail: 'not built', output };
}
