import { expect, test } from 'vitest';
import { toMarkdown } from './to-markdown.ts';

test.each([
  ['Only words, and a comma.', 'Only words, and a comma.'],
  ['Set --tag or <name>.', 'Set `--tag` or `<name>`.'],
  ['for example type=raw,value=x, or not', 'for example `type=raw,value=x`, or not'],
  ['as {{image}} (a_b)', 'as `{{image}}` (`a_b`)'],
  ['Did you mean <nearest>? Yes', 'Did you mean `<nearest>`? Yes'],
  ['with requires = ["a"]', 'with requires = ["a"]'],
  ['run `docker login <registry>` first', 'run `docker login <registry>` first'],
])('%s', (text, expected) => expect(toMarkdown(text)).toBe(expected));
