import { shellWord } from '../../dockerfile/quote-words';
import { behindVariables } from './behind-variables';

/** A command that starts again when sources change. */
export interface ReloadingCommand {
  /** As a shell reads it, without `exec`. */
  readonly text: string;
  /** Whether the program reloads by itself; another one watches the folders for one that does not. */
  readonly isOwn: boolean;
}

type Reload = (rest: string, folders: readonly string[]) => string;

/** How programs are told to reload, by name. What comes with libraries of the workspace is watched as well. */
const PROGRAMS: Readonly<Record<string, Reload>> = {
  uvicorn: (rest, folders) => `uvicorn ${reloadDirs(folders)} ${rest}`,
  // It watches the modules that are loaded.
  hypercorn: (rest) => `hypercorn --reload ${rest}`,
  gunicorn: (rest, folders) => uvicornOf(rest, folders) ?? `gunicorn --reload ${rest}`,
  fastapi: (rest) => `fastapi ${rest.replace(/^run\b/, 'run --reload')}`,
  flask: (rest) => `flask ${/(^|\s)--debug\b/.test(rest) ? '' : '--debug '}${rest}`,
};

/** Programs that reload without being told. */
const RELOADING = /^(?:python\S*\s+)?(?:\S*manage\.py\s+runserver|streamlit\s+run)\b/;

/**
 * Has a command start again when a source changes.
 *
 * @param text a program and its words, as a shell reads them
 * @param folders of the container, absolute
 */
export function reloadingCommand(text: string, folders: readonly string[]): ReloadingCommand {
  let isOwn = false;
  const reloading = behindVariables(text, (command) => {
    const [, program = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(command) ?? [];
    const reload = Object.hasOwn(PROGRAMS, program) ? PROGRAMS[program] : undefined;
    isOwn = reload !== undefined || RELOADING.test(command);
    return reload ? reload(rest, folders).trim() : command;
  });
  return { text: reloading, isOwn };
}

function reloadDirs(folders: readonly string[]): string {
  return ['--reload', ...folders.map((folder) => `--reload-dir=${shellWord(folder)}`)].join(' ');
}

/** Gunicorn does not restart uvicorn's workers; uvicorn serves the same application by itself. */
function uvicornOf(rest: string, folders: readonly string[]): string | undefined {
  if (!/--worker-class[= ]\S*[Uu]vicorn|(?:^|\s)-k\s*\S*[Uu]vicorn/.test(rest)) return undefined;
  const app = rest.split(/\s+/).find((word) => /^'?[\w.]+:[\w.]+(?:\(\))?'?$/.test(word));
  if (app === undefined) return undefined;
  const name = app.replaceAll("'", '');
  const factory = name.endsWith('()') ? '--factory ' : '';
  return `uvicorn ${reloadDirs(folders)} ${factory}--host=0.0.0.0 --port=$PORT ${name.replace('()', '')}`;
}
