import { renderTemplate } from '../../images/bindings/render-template';
import { parseCacheBackend } from '../../images/options/cache-backend';
import { registryOf } from '../../images/references/registry-of';
import type { CiProblem } from '../../problems/kinds/commands/ci-problem';
import type { GeneratorProblem } from '../../problems/kinds/commands/generator-problem';
import type { FileEdit } from '../file-edit';
import type { CiFacts, CiOptions, CiSystem } from './ci-facts';
import { ciView } from './ci-view';

/** The files of workflows, and what is to be said of them. */
export interface CiPlan {
  readonly edits: readonly FileEdit[];
  /** With one of these nothing may be written. */
  readonly problems: readonly (CiProblem | GeneratorProblem)[];
  readonly notes: readonly CiProblem[];
}

/** The workflow of GitHub that builds. */
export const GITHUB_IMAGES = '.github/workflows/images.yml';
/** The file that GitLab reads. */
const GITLAB_FILE = '.gitlab-ci.yml';
/** The one beside it, with the jobs. */
export const GITLAB_JOBS = '.gitlab/images.yml';

/** Plans the workflows of each system that is asked for; the same facts make the same files. */
export function planCi(options: CiOptions, facts: CiFacts): CiPlan {
  const { manager } = facts;
  const problems = [
    ...checkOptions(options, facts),
    ...(manager ? [] : [{ kind: 'ci-lock-missing' } as const]),
  ];
  if (!manager || problems.length > 0) return { edits: [], problems, notes: [] };
  const edits = options.systems.flatMap((system) => {
    const view = ciView(system, options, { ...facts, manager });
    const { templates } = facts;
    const render = (template: keyof typeof templates, isOfPullRequests = false): string =>
      renderTemplate(
        templates[template],
        { ...view, isOfPullRequests },
        {
          setup: templates['github/setup'],
          engine: templates['github/engine'],
          logins: templates['github/logins'],
          push: templates['gitlab/push'],
        },
      );
    const file = (path: string, content: string): FileEdit => ({
      ...{ file: path, content },
      owner: 'user',
    });
    if (system === 'gitlab') {
      return [
        file(GITLAB_JOBS, render('gitlab/images.yml')),
        ...(facts.gitlabFile === undefined
          ? [file(GITLAB_FILE, render('gitlab/include.yml'))]
          : []),
      ];
    }
    return [
      file(GITHUB_IMAGES, render('github/images.yml', true)),
      ...(view.isReleasing
        ? [file('.github/workflows/release.yml', render('github/release.yml'))]
        : []),
      file('.github/workflows/upgrade-base.yml', render('github/upgrade-base.yml')),
    ];
  });
  return { edits, problems, notes: notesOn(options, facts) };
}

function checkOptions(
  { systems, branch }: CiOptions,
  { engine, targets }: CiFacts,
): readonly (CiProblem | GeneratorProblem)[] {
  const names = [targets.build, targets.push, targets.checkBase, ...targets.dev];
  return [
    ...(systems.length === 0 ? [{ kind: 'ci-system-missing' } as const] : []),
    ...(engine === 'podman' ? [{ kind: 'ci-engine-unsupported', engine } as const] : []),
    ...(branch === undefined || isPlainWord(branch)
      ? []
      : [
          {
            kind: 'generator-option-invalid',
            option: 'branch',
            value: branch,
            expected: 'the name of a branch, of letters, digits, `-`, `_`, `.` and `/`',
          } as const,
        ]),
    ...names.flatMap((target) =>
      isPlainWord(target) ? [] : [{ kind: 'ci-target-unquotable', target } as const],
    ),
  ];
}

/** Whether YAML and a shell read a text as itself. */
function isPlainWord(text: string): boolean {
  return /^[A-Za-z][\w./:-]*$/.test(text) && !/:$|^(true|false|null|yes|no|on|off)$/i.test(text);
}

/** Whether images of a namespace go to Docker Hub without anyone having said so. */
function isWithoutHost(namespace: string): boolean {
  return registryOf(`${namespace}/image`) === 'docker.io' && !namespace.startsWith('docker.io/');
}

function notesOn(
  { systems }: CiOptions,
  { cacheBackend, gitlabFile, isReleasing, repositories, namespace, builder }: CiFacts,
): readonly CiProblem[] {
  const has = (system: CiSystem): boolean => systems.includes(system);
  const backend = parseCacheBackend(cacheBackend ?? '')?.type;
  const isOnDockerHub = repositories.length === 0 && isWithoutHost(namespace);
  return [
    ...(backend === undefined ? [{ kind: 'ci-cache-missing' } as const] : []),
    ...(backend === 'gha' && has('gitlab') ? [{ kind: 'ci-cache-elsewhere' } as const] : []),
    ...(backend === 'local' ? [{ kind: 'ci-cache-local' } as const] : []),
    ...(isOnDockerHub ? [{ kind: 'ci-registry-missing', namespace } as const] : []),
    ...(builder ? [{ kind: 'ci-builder-elsewhere', builder } as const] : []),
    ...(isReleasing ? [] : [{ kind: 'ci-release-missing' } as const]),
    ...(has('gitlab') && gitlabFile !== undefined && !gitlabFile.includes(GITLAB_JOBS)
      ? [{ kind: 'ci-include-missing', place: { file: GITLAB_FILE }, jobs: GITLAB_JOBS } as const]
      : []),
  ];
}
