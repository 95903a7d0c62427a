/** One part of a pattern of paths. */
export type GlobToken =
  | { readonly kind: 'one'; readonly takes: (character: string) => boolean }
  /** Any number of characters, none of them a slash. */
  | { readonly kind: 'name' }
  /** Any number of whole folders, each with the slash after it. */
  | { readonly kind: 'folders' }
  /** Anything at all. */
  | { readonly kind: 'rest' };

/** Takes one character and no other. */
export function literal(character: string): GlobToken {
  return { kind: 'one', takes: (each) => each === character };
}

/** Takes every character but a slash. */
export const ANY: GlobToken = { kind: 'one', takes: (each) => each !== '/' };

/**
 * Tells whether a whole path is as a pattern says, in a time that grows with the two lengths alone. A regular
 * expression with many wildcards takes for ever: it tries every way to divide the path among them.
 */
export function globMatcher(tokens: readonly GlobToken[]): (path: string) => boolean {
  return (path) => {
    let states = reach(tokens, new Set([0]));
    for (const character of path.split('')) {
      if (states.size === 0) return false;
      states = reach(tokens, step(tokens, states, character));
    }
    return states.has(tokens.length);
  };
}

/**
 * States are positions before tokens. Within a name of a folder that `folders` goes through it is the position before
 * that token as a negative number, from -1: only a slash ends it.
 */
type States = ReadonlySet<number>;

/** Adds what is reached without a character. */
function reach(tokens: readonly GlobToken[], states: Set<number>): States {
  for (const state of states) {
    const token = state < 0 ? undefined : tokens[state];
    if (token && token.kind !== 'one') states.add(state + 1);
  }
  return states;
}

function step(tokens: readonly GlobToken[], states: States, character: string): Set<number> {
  const next = new Set<number>();
  for (const state of states) {
    const at = state < 0 ? -1 - state : state;
    const token = tokens[at];
    switch (token?.kind) {
      case 'one':
        if (token.takes(character)) next.add(at + 1);
        break;
      case 'name':
        if (character !== '/') next.add(at);
        break;
      case 'rest':
        next.add(at);
        break;
      case 'folders':
        next.add(-1 - at);
        if (character === '/') next.add(at + 1);
        break;
    }
  }
  return next;
}
