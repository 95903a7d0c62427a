import type { Dockerfile } from '../../dockerfile/dockerfile';
import { findStage } from '../../dockerfile/stages/find-stage';
import type { PythonProject } from '../../python/pyproject/python-project';
import type { Selection } from '../../python/pyproject/selection';
import { installers } from '../installers/installers';
import { lockSteps } from '../installers/lock-steps';
import { buildsWheels } from '../model/layout-of-dockerfile';
import type { ServiceView } from './service-view';

/**
 * What the template would have to be given to render the bound stages of an existing Dockerfile. Only what
 * these stages show is read back; the rest of the view is empty.
 */
export function expectedServiceView(
  dockerfile: Dockerfile,
  project: PythonProject,
  selection: Selection,
): ServiceView {
  // A stage cannot be named scratch: all that starts from scratch would start from it.
  const from = (stage: string): string => {
    const text = findStage(dockerfile, stage)?.from.text ?? 'scratch';
    return text === 'scratch' ? 'absent' : text;
  };
  const installer = installers[project.installer];
  const wheels = buildsWheels(dockerfile);
  const [baseStage, builderStage] = [from('foundation'), from('libraries')];
  return {
    title: '',
    project: '',
    buildTarget: '',
    dockerfile: dockerfile.file,
    directory: project.dir,
    stackStages: [...new Set([baseStage, builderStage])].map((alias) => ({
      ...{ reference: 'scratch', alias },
    })),
    builder: { reference: 'scratch', alias: builderStage },
    systemFrom: baseStage,
    baseStage,
    builderStage,
    apt: [],
    buildApt: [],
    ...lockSteps(installer, { project, selection, wheels }),
    takesVersion: false,
    wheels,
    sources: [],
    files: [],
    user: '',
    settings: [],
    role: { instructions: [] },
  };
}
