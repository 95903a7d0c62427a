import type { Problem } from '../../problems/problem';
import { COMPOSE_NAMES } from './plan-compose';

/** What lies in the workspace root. */
export interface FileChoice {
  /** Compose files that the plugin has written. */
  readonly own: readonly string[];
  readonly exists: (file: string) => boolean;
}

/**
 * Chooses the file to write: the one that is asked for, else the plugin's own, else compose.yaml. One that docker finds
 * by itself must not come beside another such file, which docker would then leave out.
 */
export function chooseFile(
  asked: string | undefined,
  { own, exists }: FileChoice,
): { readonly file: string } | { readonly problem: Problem } {
  const file =
    asked || (own.find((each) => COMPOSE_NAMES.includes(each)) ?? own[0] ?? 'compose.yaml');
  if (!/^[\w-][\w.-]*\.ya?ml$/.test(file)) {
    const expected = 'the name of a file in the workspace root: --file=compose.dev.yaml';
    return {
      problem: { kind: 'generator-option-invalid', option: 'file', value: file, expected },
    };
  }
  const isTaken = (name: string): boolean => exists(name) && !own.includes(name);
  const rivals = COMPOSE_NAMES.includes(file) ? COMPOSE_NAMES : [file];
  const taken = rivals.find(isTaken);
  if (taken === undefined) return { file };
  const free = ['compose.dev.yaml', 'compose.slipway.yaml'].find((name) => !isTaken(name));
  return {
    problem: {
      kind: 'compose-file-taken',
      place: { file: taken },
      instead: free ?? 'compose.workspace.yaml',
    },
  };
}
