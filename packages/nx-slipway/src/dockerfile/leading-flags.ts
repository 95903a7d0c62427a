import { type MappedText, sliceMapped, unquoteMapped } from './mapped-text';

/** `--name=value` in front of an instruction's arguments. */
export interface Flag {
  /** Lower case, without the dashes. */
  readonly name: string;
  readonly value: MappedText;
}

const flag = /--((?:\\.|'[^']*'|"(?:\\.|[^"\\])*"|[^\s'"\\])+)(?=\s|$)/sy;

/** Takes an instruction's flags off its arguments, as `extractBuilderFlags` of BuildKit does. */
export function leadingFlags(rest: MappedText): { flags: Flag[]; rest: MappedText } {
  const flags: Flag[] = [];
  let from = blanksAfter(rest.text, 0);
  while (true) {
    flag.lastIndex = from;
    const match = flag.exec(rest.text);
    if (!match) return { flags, rest: sliceMapped(rest, from) };
    const body = sliceMapped(rest, from + 2, flag.lastIndex);
    const equals = body.text.indexOf('=');
    flags.push({
      name: (equals === -1 ? body.text : body.text.slice(0, equals)).toLowerCase(),
      value: unquoteMapped(sliceMapped(body, equals === -1 ? body.text.length : equals + 1)),
    });
    from = blanksAfter(rest.text, flag.lastIndex);
  }
}

function blanksAfter(text: string, from: number): number {
  return from + (/^\s*/.exec(text.slice(from))?.[0].length ?? 0);
}
