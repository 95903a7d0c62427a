import type { Explanations } from './explanation';
import { type BuilderProblem, builderExplanations } from './kinds/builds/builder-problem';
import {
  type CompressionProblem,
  compressionExplanations,
} from './kinds/builds/compression-problem';
import { type EngineProblem, engineExplanations } from './kinds/builds/engine-problem';
import { type PodmanProblem, podmanExplanations } from './kinds/builds/podman-problem';
import { type PushProblem, pushExplanations } from './kinds/builds/push-problem';
import { type ReleaseProblem, releaseExplanations } from './kinds/builds/release-problem';
import { type StepProblem, stepExplanations } from './kinds/builds/step-problem';
import { type AdoptProblem, adoptExplanations } from './kinds/commands/adopt-problem';
import { type CiProblem, ciExplanations } from './kinds/commands/ci-problem';
import { type ComposeProblem, composeExplanations } from './kinds/commands/compose-problem';
import { type DevProblem, devExplanations } from './kinds/commands/dev-problem';
import { type EntryProblem, entryExplanations } from './kinds/commands/entry-problem';
import { type GeneratorProblem, generatorExplanations } from './kinds/commands/generator-problem';
import { type JobProblem, jobExplanations } from './kinds/commands/job-problem';
import { type MoveProblem, moveExplanations } from './kinds/commands/move-problem';
import { type RoleProblem, roleExplanations } from './kinds/commands/role-problem';
import { type ContextProblem, contextExplanations } from './kinds/dockerfiles/context-problem';
import { type CudaProblem, cudaExplanations } from './kinds/dockerfiles/cuda-problem';
import {
  type DockerfileProblem,
  dockerfileExplanations,
} from './kinds/dockerfiles/dockerfile-problem';
import { type ImageProblem, imageExplanations } from './kinds/dockerfiles/image-problem';
import { type KeyProblem, keyExplanations } from './kinds/dockerfiles/key-problem';
import { type LayersProblem, layersExplanations } from './kinds/dockerfiles/layers-problem';
import { type PlatformProblem, platformExplanations } from './kinds/dockerfiles/platform-problem';
import { type TagProblem, tagExplanations } from './kinds/dockerfiles/tag-problem';
import { type FileProblem, fileExplanations } from './kinds/file-problem';
import { type NxProblem, nxExplanations } from './kinds/nx-problem';
import { type OptionProblem, optionExplanations } from './kinds/option-problem';
import { type InstallerProblem, installerExplanations } from './kinds/projects/installer-problem';
import { type PythonProblem, pythonExplanations } from './kinds/projects/python-problem';
import {
  type RequirementsProblem,
  requirementsExplanations,
} from './kinds/projects/requirements-problem';
import { type BaseProblem, baseExplanations } from './kinds/upgrades/base-problem';
import { type LinkedProblem, linkedExplanations } from './kinds/upgrades/linked-problem';
import { type LockedProblem, lockedExplanations } from './kinds/upgrades/locked-problem';
import { type SourceProblem, sourceExplanations } from './kinds/upgrades/source-problem';
import { type SystemProblem, systemExplanations } from './kinds/upgrades/system-problem';
import { type UpgradeProblem, upgradeExplanations } from './kinds/upgrades/upgrade-problem';
import { type VerifyProblem, verifyExplanations } from './kinds/upgrades/verify-problem';

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
  | CudaProblem
  | InstallerProblem
  | FileProblem
  | EntryProblem
  | GeneratorProblem
  | JobProblem
  | KeyProblem
  | LayersProblem
  | LinkedProblem
  | LockedProblem
  | MoveProblem
  | NxProblem
  | OptionProblem
  | PlatformProblem
  | PodmanProblem
  | CompressionProblem
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
  ...cudaExplanations,
  ...installerExplanations,
  ...fileExplanations,
  ...entryExplanations,
  ...generatorExplanations,
  ...jobExplanations,
  ...keyExplanations,
  ...layersExplanations,
  ...linkedExplanations,
  ...lockedExplanations,
  ...moveExplanations,
  ...nxExplanations,
  ...optionExplanations,
  ...platformExplanations,
  ...podmanExplanations,
  ...compressionExplanations,
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
