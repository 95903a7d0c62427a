import { type BuilderProblem, builderExplanations } from './builder-problem';
import { type ContextProblem, contextExplanations } from './context-problem';
import { type DevProblem, devExplanations } from './dev-problem';
import { type DockerfileProblem, dockerfileExplanations } from './dockerfile-problem';
import { type EngineProblem, engineExplanations } from './engine-problem';
import { type EntryProblem, entryExplanations } from './entry-problem';
import type { Explanations } from './explanation';
import { type FileProblem, fileExplanations } from './file-problem';
import { type GeneratorProblem, generatorExplanations } from './generator-problem';
import { type ImageProblem, imageExplanations } from './image-problem';
import { type InstallerProblem, installerExplanations } from './installer-problem';
import { type JobProblem, jobExplanations } from './job-problem';
import { type KeyProblem, keyExplanations } from './key-problem';
import { type LayersProblem, layersExplanations } from './layers-problem';
import { type MoveProblem, moveExplanations } from './move-problem';
import { type NxProblem, nxExplanations } from './nx-problem';
import { type PodmanProblem, podmanExplanations } from './podman-problem';
import { type PushProblem, pushExplanations } from './push-problem';
import { type PythonProblem, pythonExplanations } from './python-problem';
import { type ReleaseProblem, releaseExplanations } from './release-problem';
import { type RequirementsProblem, requirementsExplanations } from './requirements-problem';
import { type StepProblem, stepExplanations } from './step-problem';
import { type TagProblem, tagExplanations } from './tag-problem';
import { type UpgradeProblem, upgradeExplanations } from './upgrade-problem';

/** Everything that can be wrong, as data: a kind, its facts and, where there is one, a place. */
export type Problem =
  | PythonProblem
  | RequirementsProblem
  | DevProblem
  | DockerfileProblem
  | EngineProblem
  | StepProblem
  | BuilderProblem
  | ImageProblem
  | ContextProblem
  | InstallerProblem
  | FileProblem
  | EntryProblem
  | GeneratorProblem
  | JobProblem
  | KeyProblem
  | LayersProblem
  | MoveProblem
  | NxProblem
  | PodmanProblem
  | PushProblem
  | TagProblem
  | ReleaseProblem
  | UpgradeProblem;

/** The prose of every kind, written once. */
export const explanations: Explanations<Problem> = {
  ...pythonExplanations,
  ...requirementsExplanations,
  ...devExplanations,
  ...dockerfileExplanations,
  ...engineExplanations,
  ...stepExplanations,
  ...builderExplanations,
  ...imageExplanations,
  ...contextExplanations,
  ...installerExplanations,
  ...fileExplanations,
  ...entryExplanations,
  ...generatorExplanations,
  ...jobExplanations,
  ...keyExplanations,
  ...layersExplanations,
  ...moveExplanations,
  ...nxExplanations,
  ...podmanExplanations,
  ...pushExplanations,
  ...tagExplanations,
  ...releaseExplanations,
  ...upgradeExplanations,
};
