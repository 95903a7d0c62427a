import { isInstallerSetting } from './installer-setting';
import {
  carried,
  expanded,
  left,
  type Part,
  recognised,
  type StageContext,
  type StageState,
} from './part';

/** One `name=value` of an ENV, LABEL or ARG. */
export interface Pair {
  readonly name: string;
  /** Without quotes; absent for an ARG without a default. */
  readonly value?: string;
  /** As it is written. */
  readonly text: string;
}

/** The pairs of an ENV, LABEL or ARG. @param rest what stands behind the keyword */
export function pairsOf(rest: string): readonly Pair[] {
  if (!/^[\w./-]+=/.test(rest)) {
    const [, name = rest, value] = /^(\S+)(?:\s+(.*))?$/s.exec(rest) ?? [];
    return [
      value === undefined
        ? { name, text: name }
        : { name, value: unquoted(value), text: `${name}=${quoted(value)}` },
    ];
  }
  const pairs = rest.matchAll(/([\w./-]+)(?:=((?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])*))?/g);
  return [...pairs].map(([text, name = '', value]) => ({
    ...{ name, text },
    ...(value !== undefined && { value: unquoted(value) }),
  }));
}

function unquoted(value: string): string {
  return value.replace(
    /"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/g,
    (_, double: string | undefined, single: string | undefined, escaped: string | undefined) =>
      double?.replace(/\\(["\\$])/g, '$1') ?? single ?? escaped ?? '',
  );
}

function quoted(value: string): string {
  return /^[\w./:@%+,=$\-{}]+$/.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** Reads an ENV. */
export function readEnv(
  rest: string,
  context: StageContext,
): { readonly parts: readonly Part[]; readonly state: StageState } {
  const { state } = context;
  const pairs = pairsOf(rest);
  // All values of one instruction see the variables from before it.
  const values = pairs.flatMap(({ name, value = '' }): [string, string][] => {
    const known = expanded(value, state);
    return known === undefined ? [] : [[name, known]];
  });
  const env = new Map([...state.env, ...values]);
  return { parts: pairs.map((pair) => readPair(pair, context)), state: { ...state, env } };
}

/** Variables that the stage `base` of a stack sets to the same effect. */
const OF_STACK = new Set(['PYTHONUNBUFFERED', 'PYTHONDONTWRITEBYTECODE']);

function readPair({ name, value = '', text }: Pair, context: StageContext): Part {
  const { runs, state } = context;
  const known = expanded(value, state);
  if (/^(PIP|UV)_\w*(CONSTRAINT|OVERRIDE)$/.test(name)) {
    return left(`${name} constrains versions`, 'The lock decides versions: lock with them.');
  }
  if (isInstallerSetting(name)) return recognised(`${name}: a setting of the installer`);
  if (OF_STACK.has(name) && value !== '') return recognised(`${name}: the stack sets it`);
  if (/^(PIP|POETRY|UV)_/.test(name)) {
    return left(
      `${name} says how an index is reached`,
      'Write the index into pyproject.toml, and its login into a secret: docs/how-to/private-index.md.',
    );
  }
  if (name === 'PATH' && isPathOf(value, context)) return recognised('PATH: /venv is on it');
  if (name === 'PYTHONPATH' && isImportPath(value, context)) {
    return recognised('PYTHONPATH: the new image imports from /app');
  }
  if (!runs) {
    return left(
      `${name} is set for a stage that builds`,
      'Write it into the stage `dependencies` of the new file if a package is compiled with it.',
    );
  }
  if (name === 'PORT' && known !== undefined && /^\d+$/.test(known)) {
    return recognised(`--port=${known}`, { port: Number(known) });
  }
  const isPlain =
    known !== undefined && /^[A-Za-z_]\w*$/.test(name) && !/[\n$]/.test(known) && value === known;
  return isPlain && name !== 'WEB_CONCURRENCY' && name !== 'PORT'
    ? recognised(`--env=${name}`, { env: [`${name}=${known}`] })
    : carried(`${name} as it is`, { settings: [`ENV ${text}`] });
}

/** Whether a PATH adds nothing but folders of packages and installers. */
function isPathOf(value: string, { environments, state }: StageContext): boolean {
  return value.split(':').every((part) => {
    const path = expanded(part, state) ?? part;
    return (
      /^(\$PATH|\$\{PATH\})$/.test(part) ||
      /(^|\/)\.?venv\/bin$|poetry|\/\.local\/bin$|^\/usr|^\/s?bin|\/\.?uv\b|\/\.cargo\/bin$/.test(
        path,
      ) ||
      [...environments].some((each) => path === each || path.startsWith(`${each}/`)) ||
      /^\$\{?(VENV_PATH|VIRTUAL_ENV|POETRY_HOME|PYSETUP_PATH)\b/.test(part)
    );
  });
}

/** Whether modules are imported from where the code is. */
function isImportPath(value: string, { state, environments }: StageContext): boolean {
  return value.split(':').every((part) => {
    const path = expanded(part, state) ?? part;
    return (
      path === '' ||
      /^\$\{?PYTHONPATH\}?$/.test(part) ||
      /^(\.|\/(app|code|src|home|srv|opt|usr\/src)(\/|$))/.test(path) ||
      [...environments].some((each) => path.startsWith(each)) ||
      state.copies.some(({ target }) => target === path || target.startsWith(`${path}/`))
    );
  });
}
