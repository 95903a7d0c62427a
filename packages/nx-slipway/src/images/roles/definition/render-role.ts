import type { RoleView } from '../../bindings/service-view';
import { environment } from '../environment';
import { execForm } from '../exec-form';
import { healthCheck } from '../health-check';
import type { NeededPackage, Role } from '../role';
import { atLeast, olderThan } from '../servers/at-least';
import type { PackageVersions } from '../servers/server';
import { expandWord, placeholder, type RoleValues } from './placeholders';
import type { ConditionalWords, RoleDefinition } from './role-definition';

/** What decides the image of a role beside its definition. */
export interface RoleSettings {
  /** As they were asked for; the defaults of the role are added. */
  readonly values: RoleValues;
  readonly healthPath?: string;
  readonly versions: PackageVersions;
  /** Variables that the user sets: they count, and not those of the role. */
  readonly setByUser: readonly string[];
}

/** The image of a role that a file describes. */
export function renderRole(definition: RoleDefinition, settings: RoleSettings): Role {
  const values = withDefaults(definition, settings.values);
  const words = expandWords(definition.command, values, settings.versions);
  return {
    view: viewOf(definition, {
      ...settings,
      values,
      // `exec` puts the command in the place of the shell, so that it is PID 1 and gets the signals.
      words: definition.shell === true ? ['sh', '-c', `exec ${words.join(' ')}`] : words,
    }),
    needs: neededPackages(definition, settings.values.broker),
  };
}

function viewOf(
  { options = {}, environment: variables = {}, stopSignal, probe }: RoleDefinition,
  {
    values,
    words,
    healthPath = options.healthPath,
    setByUser,
    versions,
  }: RoleSettings & { readonly words: readonly string[] },
): RoleView {
  const { port } = values;
  const own = Object.entries(variables).filter(([name]) => !setByUser.includes(name));
  const check = probe && expandWords(probe, values, versions);
  return {
    instructions: [
      ...environment({
        ...(port !== undefined && { PORT: String(port) }),
        ...Object.fromEntries(own),
      }),
      ...(stopSignal === undefined ? [] : [`STOPSIGNAL ${stopSignal}`]),
      ...(port === undefined ? [] : [`EXPOSE ${port}`]),
      // Also without a probe: the base may have one that would fail here.
      ...healthCheck(check ?? (port === undefined ? undefined : healthPath)),
      execForm('CMD', words),
    ],
  };
}

/** The values of a role whose options are not given. */
export function withDefaults({ options = {} }: RoleDefinition, values: RoleValues): RoleValues {
  const { broker, ...others } = options;
  const [firstBroker] = Object.keys(broker ?? {});
  const defaults = Object.entries(others).filter(([, value]) => value !== true);
  return {
    ...(firstBroker !== undefined && { broker: firstBroker }),
    ...(Object.fromEntries(defaults) as RoleValues),
    ...values,
    ...(values.module !== undefined && { file: values.file ?? fileOf(values.module) }),
  };
}

/** The file of a module that is no package. */
function fileOf(module: string): string {
  return `${module.replace(/:.*$/, '').replaceAll('.', '/')}.py`;
}

function expandWords(
  words: RoleDefinition['command'],
  values: RoleValues,
  versions: PackageVersions,
): readonly string[] {
  return words.flatMap((each) => {
    if (typeof each === 'string') return expandWord(each, values);
    return isMet(each, values, versions)
      ? each.words.flatMap((word) => expandWord(word, values))
      : [];
  });
}

function isMet(
  { when, since, before, with: present, without: absent }: ConditionalWords,
  values: RoleValues,
  versions: PackageVersions,
): boolean {
  const [newer = '', from = ''] = since?.split(' ') ?? [];
  const [older = '', to = ''] = before?.split(' ') ?? [];
  return (
    (when === undefined || values[when] !== undefined) &&
    (since === undefined || atLeast(versions.get(newer), from)) &&
    (present === undefined || versions.has(present)) &&
    (absent === undefined || !versions.has(absent)) &&
    (before === undefined || olderThan(versions.get(older), to))
  );
}

/** @param broker the one that was asked for; without it the package of any will do */
function neededPackages(
  { packages = [], options: { broker: brokers = {} } = {} }: RoleDefinition,
  broker: string | undefined,
): readonly NeededPackage[] {
  const known = Object.entries(brokers);
  const [first] = known;
  const chosen = known.filter(([name]) => broker === undefined || name === broker);
  const name = broker ?? first?.[0] ?? '';
  return [
    ...packages.map(({ anyOf, add }) => ({
      anyOf,
      requirement: add.replaceAll(placeholder('broker'), name),
    })),
    ...(first === undefined
      ? []
      : [
          {
            anyOf: chosen.flatMap(([, { anyOf }]) => anyOf),
            requirement: (brokers[name as keyof typeof brokers] ?? first[1]).add,
          },
        ]),
  ];
}
