import { type Document, isMap, isScalar, type YAMLMap } from 'yaml';
import { composeText, isEmpty, listAt, mapAt } from './compose-document';

/** Adds variables that are not set yet; `environment` is a map, or a list of `NAME=value`. */
export function addVariables(
  document: Document,
  node: YAMLMap,
  variables: Readonly<Record<string, string>>,
): void {
  const list = listAt(node, 'environment');
  const entries = Object.entries(variables);
  if (list) {
    const names = (list.toJSON() as unknown[]).map((each) => String(each).split('=')[0]);
    for (const [name, value] of entries.filter(([each]) => !names.includes(each))) {
      list.add(`${name}=${composeText(value)}`);
    }
    return;
  }
  const map = mapAt(node, 'environment');
  if (!map && !isEmpty(node.get('environment', true))) return;
  const environment = map ?? (document.createNode({}) as YAMLMap);
  if (!map) node.set('environment', environment);
  for (const [name, value] of entries) {
    if (!environment.has(name)) environment.set(name, composeText(value));
  }
}

/** Has a service wait for another one; `depends_on` is a map, or a list of names. */
export function addDependency(
  document: Document,
  node: YAMLMap,
  name: string,
  isProbed: boolean,
): void {
  const list = listAt(node, 'depends_on');
  if (list) {
    if (!(list.toJSON() as unknown[]).includes(name)) list.add(name);
    return;
  }
  const map = mapAt(node, 'depends_on');
  if (!map && !isEmpty(node.get('depends_on', true))) return;
  const dependencies = map ?? (document.createNode({}) as YAMLMap);
  if (!map) node.set('depends_on', dependencies);
  const condition = isProbed ? 'service_healthy' : 'service_started';
  if (!dependencies.has(name)) {
    dependencies.set(name, document.createNode({ condition }, { flow: true }));
  }
}

/** Has a service wait for another one no more. Variables stay: the application may read them still, and they harm nobody. */
export function removeDependency(node: YAMLMap, name: string): void {
  const map = mapAt(node, 'depends_on');
  map?.delete(name);
  if (map?.items.length === 0) node.delete('depends_on');
  const list = listAt(node, 'depends_on');
  if (list) list.items = list.items.filter((item) => !(isScalar(item) && item.value === name));
}

/** Publishes another port of the container under the port of the host that the user has chosen, or we have. */
export function movePort(node: YAMLMap, from: number, to: number): void {
  for (const item of listAt(node, 'ports')?.items ?? []) {
    if (isScalar(item) && typeof item.value === 'string') {
      item.value = item.value.replace(new RegExp(`:${from}(?=$|/)`), `:${to}`);
    } else if (isMap(item) && Number(item.get('target')) === from) {
      item.set('target', to);
    }
  }
}
