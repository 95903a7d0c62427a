import { posix } from 'node:path';
import { shellWord } from '../../dockerfile/quote-words';
import type { Image } from '../../images/model/image';
import { imageName } from '../../images/model/image-name';
import { workspaceFolder } from '../../images/roles/development';
import type { FileEdit } from '../file-edit';

/** What a dev container is planned from. */
export interface DevcontainerFacts {
  /** Name of the Nx project. */
  readonly project: string;
  /** Folder of the project. */
  readonly dir: string;
  /** Normalised name of its distribution. */
  readonly distribution: string;
  /** The image to develop in. */
  readonly place: Image;
  /** Whether that is the project's own, and not the stage `dev` of its stack. */
  readonly isOwn: boolean;
  /** Ports that its images listen on. */
  readonly ports: readonly number[];
  readonly buildTarget: string;
}

/**
 * Plans the file by which an editor opens a project in the image that its tests run in. In the stage of a stack the
 * project is installed as editable first, which only root may do.
 *
 * Rule: the reference of devcontainer.json in the specification of development containers.
 */
export function planDevcontainer(facts: DevcontainerFacts): FileEdit {
  const { project, dir, distribution, place, isOwn, ports, buildTarget } = facts;
  const suffix = place.name === undefined ? '' : `-${place.name}`;
  const install = `uv sync --offline --inexact --package ${shellWord(distribution)}`;
  const content = {
    name: project,
    image: place.reference,
    initializeCommand: `npx nx run ${place.project}:${buildTarget}${suffix}`,
    workspaceMount: `source=${variable('localWorkspaceFolder')},target=/workspace,type=bind`,
    workspaceFolder: workspaceFolder(dir),
    remoteUser: isOwn ? 'app' : 'root',
    ...(!isOwn && { postCreateCommand: install }),
    ...(ports.length > 0 && { forwardPorts: ports }),
    customizations: {
      vscode: {
        extensions: ['ms-python.python'],
        settings: { 'python.defaultInterpreterPath': '/venv/bin/python' },
      },
    },
  };
  return {
    file: posix.join('.devcontainer', imageName(project), 'devcontainer.json'),
    content: `${JSON.stringify(content, undefined, 2)}\n`,
    owner: 'user',
  };
}

/** A variable of the editor's. */
function variable(name: string): string {
  return `\${${name}}`;
}
