import { findStage } from '../../dockerfile/stages/find-stage';
import { compareBases } from '../../images/bases/compare-bases';
import { planRelocks } from '../../images/bases/plan-relocks';
import { imagesBuiltFrom } from '../../images/model/images-built-from';
import { pythonOfReference } from '../../images/references/python-of-reference';
import { formatRelocks } from '../../report/format-base-check';
import type { AskedStack, BaseCheck } from './base-check';
import { readFormerBase } from './read-base-change';

/**
 * Compares the FROM of a stack with what it was where this branch left another one. What a bot takes for a minor change
 * may be another Python or another Debian; then the lock files that it concerns are listed.
 */
export async function checkChange(
  ref: string,
  { stack, workspace, workspaceRoot, run }: AskedStack,
): Promise<BaseCheck> {
  const { dockerfile: file, name, from: to } = stack;
  const former = await readFormerBase(ref, stack, { run, workspaceRoot });
  if ('problem' in former) {
    return { result: 'unchecked', text: '', problems: [former.problem], data: {} };
  }
  const { from } = former;
  const dockerfile = workspace.images.catalogue.dockerfiles.get(file);
  const line = dockerfile && findStage(dockerfile, 'base')?.from.line;
  const place = { file, ...(line !== undefined && { line }) };
  if (from === undefined) return fine(`${file} is new since ${ref}.`, { to });
  const change = compareBases(from, to);
  const data = { from, to, change };
  switch (change.kind) {
    case 'none':
      return fine(`The base of ${name} is the same as in ${ref}: ${to}`, data);
    case 'minor':
      return fine(
        `The base of ${name} has changed since ${ref}, for another build of it: ${from} -> ${to}`,
        data,
      );
    case 'unknown': {
      const problem = { kind: 'base-change-unknown', place, from, to } as const;
      return { result: 'unchecked', text: '', problems: [problem], data };
    }
    case 'jump': {
      const projects = imagesBuiltFrom(workspace.images, file).flatMap(
        ({ root }) => workspace.python.get(root) ?? [],
      );
      const isOther = pythonOfReference(from) !== pythonOfReference(to);
      const relocks = planRelocks(
        [...new Set(projects)],
        workspace.python,
        isOther ? pythonOfReference(to) : undefined,
      );
      const { differences } = change;
      return {
        result: 'outdated',
        text: relocks.length > 0 ? formatRelocks(relocks) : '',
        problems: [{ kind: 'base-jump', place, stack: name, from, to, differences }],
        data: { ...data, relocks },
      };
    }
  }
}

function fine(text: string, data: object): BaseCheck {
  return { result: 'current', text, problems: [], data };
}
