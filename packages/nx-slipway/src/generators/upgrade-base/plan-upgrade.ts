import { posix } from 'node:path';
import { imageReferences } from '../../dockerfile/image-references';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { referencedImage } from '../../images/model/image-catalogue';
import { parseReference } from '../../images/references/parse-reference';
import { pythonOfReference } from '../../images/references/python-of-reference';
import { suiteOfReference } from '../../images/references/suite-of-reference';
import type { Problem } from '../../problems/problem';
import type { PythonProject } from '../../python/pyproject/python-project';
import type { UvLock } from '../../python/uv/uv-lock';
import type { WorkspaceModel } from '../../workspace/model/workspace-model';
import { brokenPyprojects } from '../broken-pyprojects';
import { checkLocks } from './check-locks';
import { checkServices } from './check-services';
import { checkTarget } from './check-target';
import { findBase } from './find-base';
import { type StackService, stackServices } from './stack-services';
import type { UpgradeOptions } from './upgrade-options';
import type { Change, UpgradePlan } from './upgrade-plan';

/** What an upgrade is planned from. */
export interface UpgradeFacts {
  /** The stack's Dockerfile, relative to the workspace root. */
  readonly file: string;
  /** Its text. */
  readonly text: string;
  readonly model: WorkspaceModel;
  /** The lock of a project; undefined where none can be read, which building says. */
  readonly readLock: (project: PythonProject) => UvLock | undefined;
  readonly buildTarget: string;
}

/** Plans an upgrade as far as it can be without an engine; the same facts make the same plan. */
export function planUpgrade(options: UpgradeOptions, facts: UpgradeFacts): UpgradePlan {
  const { stack, to } = options;
  const { file, text, model, buildTarget } = facts;
  const { dockerfile } = parseDockerfile(text, file);
  const base = findBase(dockerfile, text, { to, catalogue: model.images.catalogue });
  const current = parseReference(base.reference);
  const target = parseReference(to);
  const wrong = checkTarget(options, current?.name ?? 'python');
  const python: Change = change(
    pythonOfReference(base.reference),
    options.python ?? pythonOfReference(to),
  );
  const services = stackServices(model, file);
  // Under its own name and tag an image keeps its Python; what does not meet that is no news.
  const isRefresh =
    options.python === undefined &&
    target?.tag !== undefined &&
    current?.name === target.name &&
    current.tag === target.tag;
  const checks =
    isRefresh || python.to === undefined || wrong.length > 0
      ? { problems: [], warnings: [] }
      : checkPython(python.to, services, facts);
  return {
    stack,
    file,
    from: base.reference,
    to,
    froms: base.froms,
    python,
    suite: change(suiteOfReference(base.reference), suiteOfReference(to)),
    services: services.map(({ name, images }) => ({ name, images })),
    buildTarget,
    problems: [
      ...wrong,
      ...base.problems,
      ...brokenPyprojects(foldersOf(services, facts), model.problems),
      ...checks.problems,
    ],
    warnings: [
      ...(isRefresh || python.to !== undefined
        ? []
        : [{ kind: 'base-python-unknown', reference: to, stack } as const]),
      ...checks.warnings,
    ],
  };
}

function checkPython(
  python: string,
  services: readonly StackService[],
  { model, readLock }: UpgradeFacts,
): { readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] } {
  const unmet = checkServices(python, services, model.python);
  const byLock = new Map<string, readonly StackService[]>();
  for (const service of services) {
    const file = service.python?.lockFile;
    if (file !== undefined) byLock.set(file, [...(byLock.get(file) ?? []), service]);
  }
  const locks = [...byLock.values()].flatMap((sharing) => {
    const project = sharing[0]?.python;
    const lock = project && readLock(project);
    return lock ? [{ lock, dir: project.lockDir, services: sharing }] : [];
  });
  const reported = unmet.flatMap((problem) => ('place' in problem ? [problem.place] : []));
  const { problems, warnings } = checkLocks(python, locks, { model, reported });
  return { problems: [...unmet, ...problems], warnings };
}

/** The folders that decide which Pythons are met; a pyproject that is broken makes no service. */
function foldersOf(
  services: readonly StackService[],
  { file, model: { images } }: UpgradeFacts,
): readonly string[] {
  const { catalogue } = images;
  const users = [...catalogue.dockerfiles.values()].filter(({ stages }) =>
    imageReferences(stages).some(
      (each) => referencedImage(catalogue, each.text)?.dockerfile === file,
    ),
  );
  return [
    ...new Set([
      ...services.flatMap(({ holds }) => holds),
      ...users.map((user) => posix.dirname(user.file)),
    ]),
  ];
}

function change(from: string | undefined, to: string | undefined): Change {
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}
