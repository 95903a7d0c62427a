import type { Explanations } from './explanation';
import { type AdoptProblem, adoptExplanations } from './kinds/adopt-problem';
import { type BaseProblem, baseExplanations } from './kinds/base-problem';
import { type BuilderProblem, builderExplanations } from './kinds/builder-problem';
import { type CiProblem, ciExplanations } from './kinds/ci-problem';
import { type ComposeProblem, composeExplanations } from './kinds/compose-problem';
import { type ContextProblem, contextExplanations } from './kinds/context-problem';
import { type DevProblem, devExplanations } from './kinds/dev-problem';
import { type DockerfileProblem, dockerfileExplanations } from './kinds/dockerfile-problem';
import { type EngineProblem, engineExplanations } from './kinds/engine-problem';
import { type EntryProblem, entryExplanations } from './kinds/entry-problem';
import { type FileProblem, fileExplanations } from './kinds/file-problem';
import { type GeneratorProblem, generatorExplanations } from './kinds/generator-problem';
import { type ImageProblem, imageExplanations } from './kinds/image-problem';
import { type InstallerProblem, installerExplanations } from './kinds/installer-problem';
import { type JobProblem, jobExplanations } from './kinds/job-problem';
import { type KeyProblem, keyExplanations } from './kinds/key-problem';
import { type LayersProblem, layersExplanations } from './kinds/layers-problem';
import { type LockedProblem, lockedExplanations } from './kinds/locked-problem';
import { type MoveProblem, moveExplanations } from './kinds/move-problem';
import { type NxProblem, nxExplanations } from './kinds/nx-problem';
import { type PodmanProblem, podmanExplanations } from './kinds/podman-problem';
import { type PushProblem, pushExplanations } from './kinds/push-problem';
import { type PythonProblem, pythonExplanations } from './kinds/python-problem';
import { type ReleaseProblem, releaseExplanations } from './kinds/release-problem';
import { type RequirementsProblem, requirementsExplanations } from './kinds/requirements-problem';
import { type RoleProblem, roleExplanations } from './kinds/role-problem';
import { type SourceProblem, sourceExplanations } from './kinds/source-problem';
import { type StepProblem, stepExplanations } from './kinds/step-problem';
import { type SystemProblem, systemExplanations } from './kinds/system-problem';
import { type TagProblem, tagExplanations } from './kinds/tag-problem';
import { type UpgradeProblem, upgradeExplanations } from './kinds/upgrade-problem';
import { type VerifyProblem, verifyExplanations } from './kinds/verify-problem';

/** Everything that can be wrong, as data: a kind, its facts and, where there is one, a place. */
export type Problem =
  | AdoptProblem
  | PythonProblem
  | RequirementsProblem
  | RoleProblem
  | DevProblem
  | DockerfileProblem
  | EngineProblem
  | StepProblem
  | BuilderProblem
  | ImageProblem
  | ComposeProblem
  | ContextProblem
  | InstallerProblem
  | FileProblem
  | EntryProblem
  | GeneratorProblem
  | JobProblem
  | KeyProblem
  | LayersProblem
  | LockedProblem
  | MoveProblem
  | NxProblem
  | PodmanProblem
  | PushProblem
  | TagProblem
  | ReleaseProblem
  | CiProblem
  | BaseProblem
  | SourceProblem
  | SystemProblem
  | UpgradeProblem
  | VerifyProblem;

/** The prose of every kind, written once. */
export const explanations: Explanations<Problem> = {
  ...adoptExplanations,
  ...pythonExplanations,
  ...requirementsExplanations,
  ...roleExplanations,
  ...devExplanations,
  ...dockerfileExplanations,
  ...engineExplanations,
  ...stepExplanations,
  ...builderExplanations,
  ...imageExplanations,
  ...composeExplanations,
  ...contextExplanations,
  ...installerExplanations,
  ...fileExplanations,
  ...entryExplanations,
  ...generatorExplanations,
  ...jobExplanations,
  ...keyExplanations,
  ...layersExplanations,
  ...lockedExplanations,
  ...moveExplanations,
  ...nxExplanations,
  ...podmanExplanations,
  ...pushExplanations,
  ...tagExplanations,
  ...releaseExplanations,
  ...ciExplanations,
  ...baseExplanations,
  ...sourceExplanations,
  ...systemExplanations,
  ...upgradeExplanations,
  ...verifyExplanations,
};
