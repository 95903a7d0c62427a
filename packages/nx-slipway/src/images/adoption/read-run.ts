import type { Instruction } from '../../dockerfile/dockerfile';
import { jsonWords } from '../../dockerfile/json-words';
import { readApt } from './commands/apt';
import { exportedFiles } from './commands/exported-files';
import { readFiles } from './commands/files';
import { readInstaller } from './commands/installers';
import { readModes } from './commands/modes';
import { type ShellCommand, shellCommands } from './commands/shell-commands';
import { readUser } from './commands/users';
import { isInstallerSetting } from './installer-setting';
import {
  aside,
  expanded,
  left,
  type Part,
  recognised,
  type StageContext,
  type StageState,
} from './part';

/** Reads a RUN: each of its commands and mounts. @param text the instruction on one line, heredocs below it */
export function readRun(
  { text, line }: Pick<Instruction, 'text' | 'line'>,
  context: StageContext,
): { readonly parts: readonly Part[]; readonly state: StageState } {
  const [, flags = '', rest = ''] = /^RUN\s+((?:--\S+\s+)*)(.*)$/s.exec(text) ?? [];
  const commands = commandsOf(rest);
  let { state } = context;
  const parts: Part[] = mountParts(flags);
  for (const command of commands) {
    const words = command.words.map((word) => withVariables(word, rest, state));
    const read = readCommand({ ...command, words }, line, { ...context, state });
    parts.push(...read.parts);
    state = read.state;
  }
  // `cd` and `export` end with the step.
  return { parts, state: { ...state, workdir: context.state.workdir } };
}

/** A word with the values of ENV and ARG; a variable that the step sets itself is one of the shell's. */
function withVariables(word: string, script: string, state: StageState): string {
  const names = [...word.matchAll(/\$\{?(\w+)/g)].map(([, name = '']) => name);
  const isOwn = names.some((name) =>
    new RegExp(`\\b${name}=|\\b(?:for|read) ${name}\\b`).test(script),
  );
  return isOwn ? word : (expanded(word, state) ?? word);
}

function commandsOf(script: string): readonly ShellCommand[] {
  const heredoc = /^<<-?\s*(["']?)(\w+)\1\n(.*?)\n?\s*\2\s*$/s.exec(script);
  if (heredoc) return shellCommands(heredoc[3] ?? '');
  if (script.includes('<<')) return [opaque(script)];
  if (!script.startsWith('[')) return shellCommands(script);
  const words = jsonWords(script);
  return words
    ? [{ text: words.join(' '), words, isPlain: true, assignments: [] }]
    : [opaque(script)];
}

function opaque(text: string): ShellCommand {
  return { text: text.replace(/\s+/g, ' '), words: [], isPlain: false, assignments: [] };
}

function readCommand(
  command: ShellCommand,
  line: number,
  context: StageContext,
): { readonly parts: readonly Part[]; readonly state: StageState } {
  const { state } = context;
  const odd = command.assignments.filter((each) => !isInstallerSetting(each.split('=')[0] ?? ''));
  if (command.words.length === 0 && command.isPlain) {
    return { parts: [aside('changes nothing in the image')], state };
  }
  const user = readUser(command, state);
  if (user) return { parts: [user.part], state: user.state };
  if (command.words[0] === 'cd') {
    const workdir = command.words[1] ?? state.workdir;
    const moved = workdir.startsWith('/') ? workdir : `${state.workdir}/${workdir}`;
    return { parts: [], state: { ...state, workdir: moved.replace(/\/\.?$/, '') || '/' } };
  }
  const modes = readModes(command, line, context);
  if (modes) return { parts: [modes.part], state: modes.state };
  const files = readFiles(command, context);
  const parts = readApt(command, context) ??
    readInstaller(command, context) ?? [files ?? unknown(command, context)];
  return {
    parts: [
      ...parts,
      // What is left has them in its text.
      ...(parts.some(({ verdict }) => verdict === 'left') ? [] : odd).map((each) =>
        left(`${each} is set for this step alone`, 'Write it into the stage `dependencies`.'),
      ),
    ],
    state: { ...state, exported: [...state.exported, ...exportedFiles(command, state)] },
  };
}

function unknown({ text }: ShellCommand, { runs }: Pick<StageContext, 'runs'>): Part {
  const stage = runs ? 'runtime' : 'dependencies';
  return left(
    `\`${shortened(text)}\``,
    `If the image needs it, write it into the stage \`${stage}\` of the new file${runs ? ', above USER' : ''}.`,
  );
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

/** Ids of secrets that the generated steps have as well. */
const SECRETS = new Set(['pip-conf', 'netrc', 'ca', 'poetry-auth']);

function mountParts(flags: string): Part[] {
  const parts = [...flags.matchAll(/--(\w+)=(\S+)/g)].flatMap(([, flag, value = '']): Part[] => {
    if (flag !== 'mount') return [];
    const fields = new Map(
      value.split(',').map((field) => field.split('=', 2) as [string, string | undefined]),
    );
    const type = (fields.get('type') ?? 'bind').replace(/["']/g, '');
    if (type === 'cache') return [aside('cache: nx-slipway mounts its own')];
    if (type === 'tmpfs') return [aside('tmpfs: no part of the image')];
    if (type === 'bind') return [aside('mounted files: nx-slipway mounts the lock')];
    const id = fields.get('id') ?? '';
    return type === 'secret' && SECRETS.has(id)
      ? [recognised(`secret ${id}: nx-slipway mounts it`)]
      : [
          left(
            `needs the ${type} ${id || 'default'}`,
            'Write its mount into the steps that need it, or give the login as docs/how-to/private-index.md says.',
          ),
        ];
  });
  return parts;
}
