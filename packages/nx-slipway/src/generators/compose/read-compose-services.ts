import { getProjects, type Tree } from '@nx/devkit';
import type { Dockerfile, Stage } from '../../dockerfile/dockerfile';
import { APPLICATION } from '../../images/bindings/service-view';
import { neededServices, variablesOf } from '../../images/compose/backing-services';
import type { ComposeService } from '../../images/compose/compose-service';
import { exposedPort, hasCommand } from '../../images/compose/exposed-port';
import { type MountedSources, mountedSources } from '../../images/compose/mounted-sources';
import { readSelection } from '../../images/installers/installers';
import type { Image } from '../../images/model/image';
import { dockerfileOf, imageStage } from '../../images/model/image-catalogue';
import { imageName } from '../../images/model/image-name';
import { isGeneratedService } from '../../images/model/is-generated-service';
import { buildsWheels } from '../../images/model/layout-of-dockerfile';
import { stackOfProject } from '../../images/model/stacks';
import { pythonOfReference } from '../../images/references/python-of-reference';
import type { RoleDefinitions } from '../../images/roles/definition/role-definition';
import { roleOfDockerfile } from '../../images/roles/role-of-dockerfile';
import { imageClosure } from '../../python/projects/image-closure';
import { openLock } from '../../workspace/locks/open-lock';
import type { TreeWorkspace } from '../../workspace/model/read-tree-workspace';
import { readRoles } from '../../workspace/roles/read-roles';
import { projectAt } from '../project-at';
import { installedPackages } from '../service/entry/installed-packages';
import { imageJobs } from './image-jobs';

/** The services of a workspace, and the projects whose sources cannot stand in for what their images hold. */
export interface ComposeServices {
  readonly services: readonly ComposeService[];
  readonly unmounted: readonly { readonly dir: string; readonly project: string }[];
}

/** Reads what a compose file can run: the images that run by themselves, and the jobs in them, sorted by name. */
export function readComposeServices(tree: Tree, workspace: TreeWorkspace): ComposeServices {
  const { images } = workspace.model;
  const { roles } = readRoles(workspace);
  const found = [...images.catalogue.images.values()].flatMap((image) => {
    const service = readImage(tree, image, { workspace, roles });
    return service ? [{ image, ...service }] : [];
  });
  const services = found.map(({ service }) => service);
  const names = new Set(services.map(({ name }) => name));
  const jobs = [...getProjects(tree)].flatMap(([project, { root, targets = {} }]) =>
    imageJobs(targets, images.byRoot.get(root) ?? []).flatMap((each) => {
      const { image, job, isContinuous, reference } = each;
      const of = found.find((other) => other.image.id === image.id)?.service;
      if (!of) return [];
      const { port, endsByItself, ...rest } = of;
      const name = imageName(`${project}-${job.target}`);
      const free = names.has(name) ? `${name}-job` : name;
      return [
        {
          ...{ ...rest, name: free, job, ...(reference !== undefined && { reference }) },
          ...(!isContinuous && { endsByItself: true as const }),
        },
      ];
    }),
  );
  const byName = (a: ComposeService, b: ComposeService): number =>
    Number(a.endsByItself ?? false) - Number(b.endsByItself ?? false) || (a.name < b.name ? -1 : 1);
  const dirs = new Set(found.flatMap(({ sources }) => sources.unmounted));
  const nameOf = (dir: string): string => projectAt(workspace.projects, dir) ?? dir;
  return {
    services: [...services.sort(byName), ...jobs.sort(byName)],
    unmounted: [...dirs].sort().map((dir) => ({ dir, project: nameOf(dir) })),
  };
}

/** Undefined for an image that nobody runs: one of a stack, one that others are built from, one to develop in. */
function readImage(
  tree: Tree,
  image: Image,
  { workspace, roles }: { readonly workspace: TreeWorkspace; readonly roles: RoleDefinitions },
): { readonly service: ComposeService; readonly sources: MountedSources } | undefined {
  const { python, handWritten, images } = workspace.model;
  const { id, project, root, reference } = image;
  const dockerfile = dockerfileOf(images.catalogue, image);
  const stage = imageStage(images.catalogue, image);
  if (!dockerfile || !stage || !(python.has(root) || handWritten.has(root))) return undefined;
  const isGenerated = isGeneratedService(dockerfile);
  const role = isGenerated ? roleOfDockerfile(dockerfile, roles) : undefined;
  if (role === 'dev') return undefined;
  if (!runs(dockerfile, stage, { image, workspace })) return undefined;
  const port = exposedPort(dockerfile, stage);
  const sources = isGenerated
    ? sourcesOf(tree, image, { dockerfile, workspace })
    : { sources: [], unmounted: [] };
  const endsByItself = role !== undefined && roles.get(role)?.kind === 'job';
  const service = {
    ...{ name: id, project, image: id, reference },
    ...(port !== undefined && { port }),
    ...needsOf(image, { dockerfile, workspace }),
    ...(endsByItself && { endsByItself: true as const }),
    sources: sources.sources,
  };
  return { service, sources };
}

/** What others are built from may have no command, and what others copy from often has none. */
function runs(
  dockerfile: Dockerfile,
  stage: Stage,
  { image, workspace }: { readonly image: Image; readonly workspace: TreeWorkspace },
): boolean {
  const { links } = workspace.model.images;
  const isUpstream = [...links.values()].some(({ upstream }) =>
    upstream.some((each) => each.image.id === image.id),
  );
  return !isUpstream || hasCommand(dockerfile, stage);
}

interface ImageFacts {
  readonly dockerfile: Dockerfile;
  readonly workspace: TreeWorkspace;
}

function needsOf(
  image: Image,
  { dockerfile, workspace }: ImageFacts,
): Pick<ComposeService, 'needs' | 'mayNeedMore'> {
  const { model, read } = workspace;
  const project = model.python.get(image.root);
  if (!project) return { needs: {} };
  const selection = readSelection(dockerfile, project) ?? { extras: [], groups: [] };
  const lock = openLock(project, { read, workspace: model });
  const { versions, isLocked } = installedPackages(selection, {
    ...{ project, python: model.python, lock },
  });
  const needed = neededServices(versions).map((name) => [name, variablesOf(name, versions)]);
  const needs: ComposeService['needs'] = Object.fromEntries(needed);
  return { needs, ...(project.hasLock && !isLocked && { mayNeedMore: true }) };
}

function sourcesOf(
  tree: Tree,
  image: Image,
  { dockerfile, workspace }: ImageFacts,
): MountedSources {
  const { model, read, list } = workspace;
  const project = model.python.get(image.root);
  if (!project) return { sources: [], unmounted: [] };
  const selection = readSelection(dockerfile, project) ?? { extras: [], groups: [] };
  const closure = imageClosure(model, project.dir, selection);
  const stack = stackOfProject([image], model.images);
  const common = stack?.common && dockerfileOf(model.images.catalogue, stack.common);
  const minor = stack && pythonOfReference(stack.from);
  const wheels = minor === undefined ? undefined : `/venv/lib/python${minor}/site-packages`;
  return mountedSources({
    dockerfile,
    ...(common && { common }),
    projects: [project, ...closure.flatMap((dir) => model.python.get(dir) ?? [])],
    installedTo: buildsWheels(dockerfile) ? wheels : APPLICATION,
    ...{ read, list, hasFile: (file: string) => tree.exists(file) },
  });
}
