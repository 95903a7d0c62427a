// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the placeholders of roles
import { expect, test } from 'vitest';
import { builtInRoles } from './built-in-roles';
import { type RoleSettings, renderRole } from './render-role';
import type { RoleDefinition } from './role-definition';

function render(role: RoleDefinition | undefined, settings: Partial<RoleSettings> = {}) {
  if (!role) throw new Error('no such role');
  return renderRole(role, { values: {}, versions: new Map(), setByUser: [], ...settings });
}

const PLAIN: RoleDefinition = { description: 'x', kind: 'worker', command: ['tool'] };

test('a worker names its processes, ends before docker stop kills it and has no probe', () =>
  expect(
    render(builtInRoles.get('dramatiq'), { values: { module: 'worker.actors' } }).view.instructions,
  ).toEqual([
    'HEALTHCHECK NONE',
    'CMD ["dramatiq", "worker.actors", "--processes=1", "--threads=8", "--worker-shutdown-timeout=8000"]',
  ]));

test.each([
  ['redis', ['redis'], 'dramatiq[redis]'],
  ['rabbitmq', ['pika'], 'dramatiq[rabbitmq]'],
  [undefined, ['redis', 'pika'], 'dramatiq[redis]'],
])('broker %s needs %j', (broker, anyOf, requirement) => {
  const values = { module: 'worker.actors', ...(broker && { broker }) };
  expect(render(builtInRoles.get('dramatiq'), { values }).needs).toEqual([
    { anyOf: ['dramatiq'], requirement },
    { anyOf, requirement },
  ]);
});

test('queues alone are words of their own, and within a word they are joined', () => {
  const values = { queues: ['mail', 'reports'] };
  const options = { queues: true } as const;
  const command = ['tool', '${queues}', '--of=${queues}'];
  expect(render({ ...PLAIN, options, command }, { values }).view.instructions).toContain(
    'CMD ["tool", "mail", "reports", "--of=mail,reports"]',
  );
});

test.each([
  [undefined, ['tool', 'both']],
  ['1.9', ['tool', 'old', 'both']],
  ['2.0rc1', ['tool', 'old', 'both']],
  ['2.0', ['tool', 'new', 'both']],
])('words by version %s', (version, words) => {
  const command = [
    'tool',
    { since: 'tool 2', words: ['new'] },
    { before: 'tool 2', words: ['old'] },
    { when: 'queues' as const, words: ['queued'] },
    'both',
  ];
  const versions = new Map([['tool', version]]);
  expect(render({ ...PLAIN, command }, { versions }).view.instructions.at(-1)).toBe(
    `CMD [${words.map((word) => `"${word}"`).join(', ')}]`,
  );
});

test.each([
  [[], 'CMD ["tool", "plain"]'],
  [['tls', 'other'], 'CMD ["tool", "--tls", "plain"]'],
])('with the packages %j, words and the probe are those of them', (names, command) => {
  const words = [
    { with: 'tls', words: ['--tls'] },
    { without: 'gone', words: ['plain'] },
  ];
  const role: RoleDefinition = { ...PLAIN, command: ['tool', ...words], probe: ['tool', ...words] };
  const versions = new Map(names.map((name) => [name, undefined]));
  const { instructions } = render(role, { versions }).view;
  expect(instructions.at(-1)).toBe(command);
  expect(instructions[0]).toContain(`\n    ${command}`);
});

test.each([
  ['shop.app', 'shop/app.py'],
  ['shop.app:page', 'shop/app.py'],
])('the file of %s is %s', (module, file) =>
  expect(
    render({ ...PLAIN, command: ['tool', '/app/${file}'] }, { values: { module } }).view
      .instructions,
  ).toContain(`CMD ["tool", "/app/${file}"]`),
);

test('all that a role can say, in the order of the instructions', () => {
  const role: RoleDefinition = {
    ...{ ...PLAIN, kind: 'http', command: ['tool', '--port=$PORT'], shell: true },
    ...{ environment: { A: '1', B: 'x y' }, stopSignal: 'SIGINT', options: { port: 80 } },
    probe: ['tool', 'ping', '${port}'],
  };
  expect(render(role, { setByUser: ['A'] }).view.instructions).toEqual([
    'ENV PORT=80 \\\n    B="x y"',
    'STOPSIGNAL SIGINT',
    'EXPOSE 80',
    expect.stringMatching(/^HEALTHCHECK .*\n {4}CMD \["tool", "ping", "80"\]$/),
    'CMD ["sh", "-c", "exec tool --port=$PORT"]',
  ]);
});

test('a path is requested at the port; one of the user comes before that of the role', () => {
  const role: RoleDefinition = { ...PLAIN, options: { port: 80, healthPath: '/up' } };
  expect(render(role).view.instructions[2]).toContain("'/up'");
  expect(render(role, { healthPath: '/ready' }).view.instructions[2]).toContain("'/ready'");
});
