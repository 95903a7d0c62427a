// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the placeholders of roles
import { expect, test } from 'vitest';
import { formatProblem } from '../../../problems/format-problem';
import { parseRole } from './parse-role';

const ROLE = {
  description: 'Scheduler',
  kind: 'worker',
  module: { what: 'schedule', hint: 'x', patterns: ['^schedule ='], example: 'schedule:schedule' },
  command: ['tool', '${module}', '--processes=${processes}'],
  options: { processes: 1 },
};

function messages(change: object): readonly string[] {
  const text = JSON.stringify({ ...ROLE, ...change }, null, 2);
  const parsed = parseRole(text, 'tools/roles/scheduler.json');
  return 'problems' in parsed ? parsed.problems.map(formatProblem) : [];
}

test('a role may have comments and a byte order mark', () => {
  const text = `\uFEFF// ours\n${JSON.stringify(ROLE)}`;
  expect(parseRole(text, 'a.json')).toEqual({ role: ROLE });
});

test.each<[object, RegExp]>([
  [
    { command: ['tool', '${modul}'] },
    /:\d+:\d+: the role has the unknown placeholder \$\{modul\}, at `command\[1\]`\n.*\$\{module\}, \$\{file\}, \$\{processes\}/,
  ],
  [{ options: { processes: true } }, /--processes, at `command\[2\]`\n.*"when": "processes"/],
  [
    { command: ['tool', { when: 'queues', words: ['x'] }] },
    /condition on --queues.*`command\[1\]\.when`/,
  ],
  [
    { probe: ['tool', { when: 'queues', words: ['x'] }] },
    /condition on --queues.*`probe\[1\]\.when`/,
  ],
  [{ probe: ['tool', { with: 'X', words: ['x'] }] }, /no valid `probe\[1\]\.with`\n.*normalised/],
  [{ probe: ['tool', { with: 'x', words: ['${x}'] }] }, /placeholder.*`probe\[1\]\.words\[0\]`/],
  [{ command: ['${module}'] }, /does not start with a program, at `command\[0\]`/],
  [
    { command: ['tool', '${processes}', '${queues}'], options: { processes: 1, queues: ['a'] } },
    /after a word that varies/,
  ],
  [
    { packages: [{ anyOf: ['tool'], add: 'tool[${broker}]' }] },
    /\$\{broker\}, at `packages\[0\]\.add`/,
  ],
  [{ kind: 'http' }, /is of the kind http and has no port, at `options`\n.*"port": 8000/],
  [{ kind: 'htp' }, /no valid `kind`\n.*Write "http" or "worker" or "job" there/],
  [{ comand: [] }, /unknown field `comand`\n.*write `command`/],
  [{ command: [] }, /no valid `command`\n.*not empty/],
  [
    { command: ['tool', { wen: 'queues', words: ['x'] }] },
    /unknown field `wen`, at `command\[1\]\.wen`/,
  ],
  [{ command: ['tool', 3] }, /no valid `command\[1\]`\n.*a text or an object/],
  [{ command: ['tool', { since: '5.5', words: ['x'] }] }, /`command\[1\]\.since`\n.*`celery 5.5`/],
  [{ options: { processes: 0 } }, /`options.processes`\n.*1 or more/],
  [{ options: { broker: { kafka: {} } } }, /options.broker/],
  [
    { module: { ...ROLE.module, patterns: ['('] } },
    /`module\.patterns\[0\]`\n.*regular expression/,
  ],
  [{ environment: { 'A-B': 'x' } }, /environment/],
  [{ gracePeriod: 0.5 }, /`gracePeriod`\n.*a whole number/],
  [{ description: undefined }, /:1:1: the role has no valid `description`\n.*a text/],
])('%j is refused with the place and what to write', (change, message) => {
  expect(messages(change)).toEqual([expect.stringMatching(message)]);
});

test.each(['', '{', '{"kind": "job",}', '[]'])('%j is refused', (text) => {
  const parsed = parseRole(text, 'a.json');
  expect('problems' in parsed && parsed.problems.map(formatProblem)).toEqual([
    expect.stringMatching(/^a\.json:1:\d+: /),
  ]);
});
