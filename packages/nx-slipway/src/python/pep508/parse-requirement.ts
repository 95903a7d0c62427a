import { parsePipRequirementsLine, RequirementsSyntaxError } from 'pip-requirements-js';
import type { Place } from '../../problems/place';
import type { PythonProblem } from '../../problems/python-problem';
import type { Requirement } from '../pyproject/pyproject';
import { normalizeName } from './normalize-name';

/**
 * A PEP 508 requirement. What the parser does not know (a marker after a URL, `===`, the markers
 * `extras` and `dependency_groups` of PEP 751) is taken apart here first.
 */
export function parseRequirement(
  text: string,
  place: Place,
): { readonly requirement?: Requirement; readonly problem?: PythonProblem } {
  const { head, marker } = splitMarker(text.trim());
  const parsed = parseHead(head);
  if ('detail' in parsed) {
    const { detail } = parsed;
    return { problem: { kind: 'requirement-broken', place, requirement: text, detail } };
  }
  const requirement: Requirement = {
    text,
    name: normalizeName(parsed.name),
    extras: [...new Set((parsed.extras ?? []).map(normalizeName))].sort(),
    specifiers: parsed.specifiers,
    ...(marker !== undefined && { marker }),
    ...(parsed.url !== undefined && { url: parsed.url }),
    place,
  };
  return { requirement };
}

/** After a URL, which may hold semicolons itself, only one with white space before it counts. */
function splitMarker(text: string): { readonly head: string; readonly marker?: string } {
  const isUrl = /^[^;<>=!~"'(]*@/.test(text);
  const at = text.search(isUrl ? /\s;/ : /;/);
  if (at < 0) return { head: text };
  const semicolon = text.indexOf(';', at);
  return { head: text.slice(0, at).trim(), marker: text.slice(semicolon + 1).trim() };
}

type Head =
  | {
      readonly name: string;
      readonly extras?: readonly string[];
      readonly specifiers: readonly string[];
      readonly url?: string;
    }
  | { readonly detail: string };

/** The projects of a workspace ask for the same packages over and over, and a grammar takes its time. */
const heads = new Map<string, Head>();

function parseHead(text: string): Head {
  const head = heads.get(text) ?? readHead(text);
  heads.set(text, head);
  return head;
}

/** What locks hold by the thousand: `name==1.2`, also with extras. Rule: names and versions of PEP 508. */
const PIN =
  /^([A-Z0-9](?:[\w.-]*[A-Z0-9])?)(?:\[([A-Z0-9][\w.-]*(?:,[A-Z0-9][\w.-]*)*)\])?==([\w.+!]+)$/i;

function readHead(head: string): Head {
  const [, pinned, extras, version] = PIN.exec(head) ?? [];
  if (pinned !== undefined) {
    return {
      name: pinned,
      ...(extras && { extras: extras.split(',') }),
      specifiers: [`==${version}`],
    };
  }
  try {
    // `===` is read as `==` with a stray `=`.
    const arbitrary = /^(.*?)===\s*(\S+)$/.exec(head);
    const parsed = parsePipRequirementsLine(arbitrary ? `${arbitrary[1]}` : head);
    if (parsed?.type === 'ProjectURL') {
      const { name, extras, url } = parsed;
      return { name, ...(extras && { extras }), specifiers: [], url };
    }
    if (parsed?.type !== 'ProjectName') return { detail: 'it names no project' };
    const { name, extras, versionSpec = [] } = parsed;
    const specifiers = arbitrary
      ? [`===${arbitrary[2]}`]
      : versionSpec.map(({ operator, version }) => `${operator}${version}`);
    return { name, ...(extras && { extras }), specifiers };
  } catch (error) {
    if (error instanceof RequirementsSyntaxError) return { detail: sentence(error.message) };
    throw error;
  }
}

/** The parser's position counts from the start of the requirement, and its list of what it expected is long. */
function sentence(message: string): string {
  const column = /col (\d+)/.exec(message)?.[1];
  return column === undefined ? 'it does not parse' : `it does not parse from character ${column}`;
}
