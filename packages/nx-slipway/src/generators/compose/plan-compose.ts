import type { ComposeService } from '../../images/compose/compose-service';
import { type EditedComposeFile, editComposeFile } from '../../images/compose/edit-compose-file';

/** What a compose file is planned from. */
export interface ComposeFacts {
  /** All that can run. */
  readonly services: readonly ComposeService[];
  readonly file: string;
  /** Text of the file; undefined for a new one. */
  readonly before: string | undefined;
  /** Names of projects, `*` for all and `!name` for all but one. */
  readonly projects: readonly string[];
  readonly buildTarget: string;
}

/** Plans the text of a compose file. */
export function planCompose(facts: ComposeFacts): EditedComposeFile {
  const { file, before, projects, services, buildTarget } = facts;
  return editComposeFile(file, before, {
    services: services.filter(({ project }) => isChosen(project, projects)),
    projects,
    head: headOf(file, buildTarget),
  });
}

/** Whether a list of projects holds one of them. */
export function isChosen(project: string, projects: readonly string[]): boolean {
  return (
    projects.some((each) => each === '*' || each === project) && !projects.includes(`!${project}`)
  );
}

/** Names by which docker finds a compose file by itself, in its order. */
export const COMPOSE_NAMES: readonly string[] = [
  'compose.yaml',
  'compose.yml',
  'docker-compose.yml',
  'docker-compose.yaml',
];

function headOf(file: string, buildTarget: string): readonly string[] {
  const option = COMPOSE_NAMES.includes(file) ? '' : ` --file ${file}`;
  return [
    'The images of this workspace, side by side:',
    `  nx run-many -t ${buildTarget} && docker compose${option} up --watch`,
    '`nx sync` updates what it has written here: images, mounts, watches, and services that come or go.',
    'What you add or change is kept.',
  ];
}
