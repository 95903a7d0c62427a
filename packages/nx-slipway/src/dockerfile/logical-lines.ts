import { type Heredoc, heredocsOfLine } from './heredocs-of-line';
import type { MappedText } from './mapped-text';

/** One instruction as it stands in the file, its continuation lines joined. */
export interface LogicalLine extends MappedText {
  /** Line the instruction starts on, counted from 1. */
  readonly line: number;
  /** Bodies of its heredocs with their terminators, verbatim; empty without one. */
  readonly heredocs: string;
}

/** The instructions of a Dockerfile, and what kept it from being read to its end. */
export interface LogicalLines {
  readonly lines: readonly LogicalLine[];
  /** The character that continues a line: a backslash unless `# escape=` says otherwise. */
  readonly escapeToken: string;
  /** What `# syntax=` names. */
  readonly syntax?: string;
  readonly broken?: { readonly line: number; readonly detail: string };
}

interface SourceLine {
  /** Without its line break. */
  readonly text: string;
  readonly start: number;
}

/**
 * Cuts a Dockerfile into instructions as `Parse` of BuildKit's `frontend/dockerfile/parser` does:
 * comments and blank lines between continuations vanish, a doubled escape character at the end of a
 * line continues nothing, and the lines of a heredoc belong to the instruction that opens it.
 */
export function logicalLines(text: string): LogicalLines {
  const source = sourceLines(text);
  const directives = directivesOf(source);
  const escapeToken = directives.get('escape') === '`' ? '`' : '\\';
  const syntax = directives.get('syntax');
  const head = { escapeToken, ...(syntax !== undefined && { syntax }) };
  const lines: LogicalLine[] = [];
  for (let next = 0; next < source.length; ) {
    const line = next + 1;
    const { joined, after } = joinLines(source, next, escapeToken);
    next = after;
    if (joined.text.trim() === '') continue;
    for (const heredoc of canHoldHeredoc(joined.text) ? heredocsOfLine(joined.text) : []) {
      const end = source.findIndex((each, i) => i >= next && endsHeredoc(heredoc, each.text));
      if (end === -1) {
        const detail = `the heredoc <<${heredoc.terminator} has no end`;
        return { lines, ...head, broken: { line, detail } };
      }
      next = end + 1;
    }
    const heredocs = text.slice(startOf(source, after, text), startOf(source, next, text));
    lines.push({ ...joined, line, heredocs });
  }
  return { lines, ...head };
}

/** One instruction, its continuation lines joined; of a comment or a blank line nothing is left. */
function joinLines(
  source: readonly SourceLine[],
  first: number,
  escapeToken: string,
): { joined: MappedText; after: number } {
  let text = '';
  const at: number[] = [];
  let next = first;
  for (let continued = true; continued && next < source.length; next++) {
    const { text: line, start } = source[next] as SourceLine;
    const indent = line.length - line.trimStart().length;
    const blank = indent === line.length;
    if (blank || line.startsWith('#', indent)) {
      continued = next !== first;
      continue;
    }
    const end = continuationEnd(line, escapeToken);
    continued = end !== undefined;
    const from = next === first ? indent : 0;
    text += line.slice(from, end);
    for (let i = from; i < (end ?? line.length); i++) at.push(start + i);
  }
  return { joined: { text, at }, after: next };
}

function startOf(source: readonly SourceLine[], index: number, text: string): number {
  return source[index]?.start ?? text.length;
}

function sourceLines(text: string): SourceLine[] {
  const lines: SourceLine[] = [];
  for (let start = text.startsWith('\uFEFF') ? 1 : 0; start < text.length; ) {
    const feed = text.indexOf('\n', start);
    const end = feed === -1 ? text.length : feed;
    lines.push({ text: text.slice(start, end).replace(/\r+$/, ''), start });
    start = end + 1;
  }
  return lines;
}

/** Directives stand before everything else; the first line that is none ends them. */
function directivesOf(lines: readonly SourceLine[]): ReadonlyMap<string, string> {
  const directives = new Map<string, string>();
  for (const { text } of lines) {
    const match = /^#\s*([a-z][a-z0-9]*)\s*=\s*(.+?)\s*$/i.exec(text.trimStart());
    const [name = '', value = ''] = [match?.[1]?.toLowerCase(), match?.[2]];
    if (!['escape', 'syntax', 'check'].includes(name)) break;
    directives.set(name, value);
  }
  return directives;
}

/** Where a line that goes on in the next one ends; undefined for a line that does not. */
function continuationEnd(line: string, escapeToken: string): number | undefined {
  const last = line.replace(/[ \t]+$/, '').length - 1;
  return line[last] === escapeToken && line[last - 1] !== escapeToken ? last : undefined;
}

function canHoldHeredoc(joined: string): boolean {
  return joined.includes('<<') && /^(onbuild\s+)?(run|copy|add)\s+(?!\[.*\]\s*$)/i.test(joined);
}

function endsHeredoc(heredoc: Heredoc, line: string): boolean {
  return (heredoc.chomp ? line.replace(/^\t+/, '') : line) === heredoc.terminator;
}
