import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The part of nx.json that is changed. */
interface NxJson {
  readonly plugins: readonly (string | { readonly plugin: string })[];
}

/** Sets what stands before the names of nx-slipway's images, in the nx.json of a workspace. */
export async function setNamespace(workspace: string, namespace: string): Promise<void> {
  const file = join(workspace, 'nx.json');
  const nxJson = JSON.parse(await readFile(file, 'utf8')) as NxJson;
  const plugins = nxJson.plugins.map((each) => {
    const { plugin } = typeof each === 'string' ? { plugin: each } : each;
    return plugin.startsWith('nx-slipway') ? { plugin, options: { namespace } } : each;
  });
  await writeFile(file, `${JSON.stringify({ ...nxJson, plugins }, undefined, 2)}\n`);
}
