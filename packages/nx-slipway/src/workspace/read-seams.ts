import { findStage } from '../dockerfile/find-stage';
import { parseDockerfile } from '../dockerfile/parse-dockerfile';
import { expectedServiceView, readSelection } from '../images/expected-service-view';
import type { Image } from '../images/image';
import { planSeams } from '../images/plan-seams';
import { renderServiceDockerfile, type ServiceTemplates } from '../images/render-service-dockerfile';
import type { SeamPlan } from '../images/seam-plan';
import type { Problem } from '../problems/problem';
import type { LockReader } from './lock-reader';
import type { WorkspaceModel } from './workspace-model';

/** The seams of one image, or why it cannot be built. */
export interface ReadSeams {
  /** Absent for a Dockerfile without seams, which is built as it stands. */
  readonly seams?: SeamPlan;
  readonly problems: readonly Problem[];
}

/** Plans the seams of an image from its Dockerfile as it stands and the lock it installs from. */
export function readSeams(
  image: Image,
  { python, images }: WorkspaceModel,
  { readLock, templates }: { readonly readLock: LockReader; readonly templates: ServiceTemplates },
): ReadSeams {
  const actual = images.catalogue.dockerfiles.get(image.dockerfile);
  const project = python.get(image.root);
  const dependencies = actual && findStage(actual, 'dependencies');
  if (!project || !dependencies || !findStage(actual, 'lock')) {
    return { problems: [] };
  }
  const selection = readSelection(actual);
  const { files, problems } = selection ? readLock(project, selection) : { problems: [] };
  const fallback = { package: project.pyproject.normalizedName ?? '', extras: [], groups: [] };
  const view = expectedServiceView(actual, project, selection ?? fallback);
  const expected = parseDockerfile(
    renderServiceDockerfile(view, templates),
    image.dockerfile,
  ).dockerfile;
  const seams = planSeams({ actual, expected, project, ...(files && { lock: files }) });
  const unknown: Problem = {
    kind: 'selection-unknown',
    place: { file: image.dockerfile, line: dependencies.line },
  };
  return { seams: selection ? seams : { ...seams, notes: [...seams.notes, unknown] }, problems };
}
