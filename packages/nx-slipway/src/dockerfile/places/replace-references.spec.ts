import { expect, test } from 'vitest';
import { parseDockerfile } from '../parse-dockerfile';
import { findFroms } from './find-from';
import { replaceReferences } from './replace-references';

const OLD = 'python:3.11-slim-bookworm';
const NEW = 'registry.example/python:3.13-slim-trixie@sha256:ab';

/** Where `<>` stands, the reference stands; `<=>` is one that has to stay. */
function with_(pattern: string, reference: string) {
  return pattern.replaceAll('<>', reference).replaceAll('<=>', OLD);
}

test.each([
  ['a plain FROM', 'FROM <> AS base\n'],
  ['no name and no line end', 'FROM <>'],
  ['lower case', 'from   <>\tas base\n'],
  ['a platform', 'FROM --platform=$BUILDPLATFORM <> AS base\n'],
  ['quotes', 'FROM "<>" AS base\n'],
  ['CRLF', '# one\r\n\r\nFROM <> AS base\r\nRUN a \\\r\n # two\r\n b\r\nFROM <>\r\n'],
  ['a byte order mark', '\uFEFFFROM <> AS base\r\nUSER 1\r\n'],
  ['characters of several bytes above', '# Grüße, 东京, 🐍 <=>\nFROM <> AS base\n# 🐍 <=>\n'],
  ['continued lines with a comment between', 'FROM \\\n  # <=>\n\n  <> \\\n  AS base\n'],
  ['another escape character', '# escape=`\nFROM `\n  <> `\n  AS base\n'],
  ['several stages', 'FROM <> AS base\nFROM base AS x\nFROM <> AS y\nFROM other\nFROM <>\n'],
  ['other uses of it', 'FROM <> AS base\nCOPY --from=<=> /a /b\nENV BASE=<=>\n'],
  ['a heredoc', 'FROM <> AS base\nRUN <<EOF\nFROM <=> AS base\nEOF\nFROM <>\n'],
  ['references that only start alike', 'FROM <> AS base\nFROM <=>-x\nFROM <=>@sha256:ab\n'],
])('%s: the reference changes and not a byte beside it', (_, pattern) => {
  const text = with_(pattern, OLD);
  const froms = findFroms(parseDockerfile(text, 'Dockerfile').dockerfile, OLD);
  const places = froms.flatMap(({ at }) => at ?? []);
  expect(replaceReferences(text, places, NEW)).toBe(with_(pattern, NEW));
});
