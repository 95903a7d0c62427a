import { APPLICATION } from '../../../images/bindings/service-view';
import { environment, labels } from '../../../images/roles/environment';
import type { GeneratorProblem } from '../../../problems/kinds/commands/generator-problem';
import type { ServiceOptions } from '../service-options';

type Options = Pick<ServiceOptions, 'env' | 'label' | 'workdir' | 'uid' | 'gid' | 'files'>;

/** User and group of an image without `--uid` and `--gid`. */
export const DEFAULT_USER = '10001:10001';

/** What a runtime stage is told besides what its role needs. */
export interface RuntimeSettings {
  /** Numeric user and group: `10001:10001`. */
  readonly user: string;
  /** WORKDIR, ENV and LABEL instructions. */
  readonly settings: readonly string[];
}

/** Plans the settings of a runtime stage. With files beside the application it works where they are. */
export function runtimeSettings({
  env,
  label,
  workdir,
  uid,
  gid,
  files,
}: Options): RuntimeSettings {
  const [user, group] = DEFAULT_USER.split(':');
  const folder = workdir ?? (files.length > 0 ? APPLICATION : undefined);
  return {
    user: `${uid ?? user}:${gid ?? uid ?? group}`,
    settings: [
      ...(folder === undefined ? [] : [`WORKDIR ${folder}`]),
      ...environment(pairs(env)),
      ...labels(pairs(label)),
    ],
  };
}

/** Variables that have an option of their own. */
export const OPTION_OF: ReadonlyMap<string, string> = new Map([
  ['PORT', '--port'],
  ['WEB_CONCURRENCY', '--processes'],
]);

/** What is wrong with the options of a runtime stage by themselves. */
export function checkRuntimeOptions({ env, label, workdir, uid, gid }: Options) {
  const invalid = (option: string, value: string, expected: string): GeneratorProblem => ({
    kind: 'generator-option-invalid',
    ...{ option, value, expected },
  });
  const numbers = Object.entries({ uid, gid }).flatMap(([option, value]) =>
    value === undefined || (Number.isInteger(value) && value >= 0 && value < 2 ** 31)
      ? []
      : [invalid(option, String(value), 'a number of 0 or more')],
  );
  return [
    ...env.flatMap((each) => {
      const [, name] = /^([A-Za-z_]\w*)=[^\n]*$/.exec(each) ?? [];
      if (name === undefined) return [invalid('env', each, 'a variable: --env=LOG_LEVEL=info')];
      const instead = OPTION_OF.get(name);
      return instead === undefined ? [] : [invalid('env', each, `${instead} in its place`)];
    }),
    ...label
      .filter((each) => !/^[\w./-]+=[^\n]*$/.test(each))
      .map((each) => invalid('label', each, 'a label: --label=org.example.team=billing')),
    ...(workdir === undefined || /^(\/|(\/[\w.-]+)+)$/.test(workdir)
      ? []
      : [invalid('workdir', workdir, 'an absolute path: --workdir=/srv')]),
    ...numbers,
  ];
}

/** What the user should know of the options of a runtime stage. @param file the Dockerfile */
export function runtimeNotes(
  { uid }: Pick<Options, 'uid'>,
  file: string,
): readonly GeneratorProblem[] {
  return uid === 0 ? [{ kind: 'image-runs-as-root', place: { file } }] : [];
}

function pairs(list: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    list.map((each) => [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)]),
  );
}
