import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { LAYER_GROUPS_FILE } from '../src/images/shared-layers/layer-groups';
import { call, makeWorkspace, type RealWorkspace } from './real-workspace';
import { rootFiles, type ServiceSpec, serviceFiles, stackFiles } from './workspace-files';

const BUILDER = 'images/python/builder-requirements.txt';

/** Services of every installer on one stack, with locks of their own. */
const SERVICES: readonly ServiceSpec[] = [
  { name: 'gate', installer: 'uv', packages: ['pydantic', 'idna', 'toolz'] },
  { name: 'orders', installer: 'poetry', packages: ['fastapi', 'docopt'] },
  { name: 'stock', installer: 'poetry', packages: ['pydantic', 'zipp'] },
  { name: 'legacy', installer: 'poetry', packages: ['pydantic<2.14'] },
  { name: 'mail', installer: 'pip', packages: ['markdown', 'sqlalchemy<2.1', 'docopt', 'six'] },
  { name: 'news', installer: 'pip', packages: ['markdown', 'sqlalchemy<2.1', 'docopt'] },
  { name: 'archive', installer: 'pip', packages: ['markdown<3.8', 'sqlalchemy<2.1', 'docopt'] },
];
/** The names of these services. */
export const INSTALLER_SERVICES = SERVICES.map(({ name }) => name);

const GROUPS = {
  idna: ['idna'],
  markdown: ['docopt', 'markdown'],
  pydantic: [
    ...['annotated-types', 'pydantic', 'pydantic-core', 'typing-extensions', 'typing-inspection'],
  ],
  sqlalchemy: ['greenlet', 'sqlalchemy'],
};

/** The services, locked, and what groups their shared layers. */
export interface InstallersWorkspace extends RealWorkspace {
  /** Writes the file of shared layers, which is not there at first. */
  readonly share: () => void;
}

/** Makes the workspace and its locks. */
export async function makeInstallersWorkspace(): Promise<InstallersWorkspace> {
  const namespace = `slipway-installers-${randomBytes(3).toString('hex')}`;
  const stacks = (['uv', 'poetry', 'pip'] as const).map((installer) =>
    stackFiles(namespace, { installer }),
  );
  const builder = stacks.flatMap((files) => (files[BUILDER] ?? '').split('\n'));
  const workspace = await makeWorkspace(namespace, {
    ...rootFiles(),
    ...stacks[0],
    [BUILDER]: `${[...new Set(builder)].join('\n')}\n`,
    ...Object.assign({}, ...SERVICES.map((each) => serviceFiles(each, namespace))),
    'pyproject.toml': '[tool.uv.workspace]\nmembers = ["services/gate"]\n',
  });
  await lockAll(workspace);
  const layerGroups = JSON.stringify({ version: 1, stacks: { python: GROUPS } });
  return { ...workspace, share: () => workspace.write({ [LAYER_GROUPS_FILE]: layerGroups }) };
}

async function lockAll({ root }: RealWorkspace): Promise<void> {
  const options = ['--quiet', '--universal', '--generate-hashes'];
  for (const { name, installer } of SERVICES) {
    const dir = join(root, 'services', name);
    if (installer === 'poetry') await call('poetry', ['lock', '--no-interaction', '--quiet'], dir);
    if (installer === 'pip') {
      const output = '--output-file=requirements.txt';
      await call('uv', ['pip', 'compile', ...options, output, 'pyproject.toml'], dir);
    }
  }
}
