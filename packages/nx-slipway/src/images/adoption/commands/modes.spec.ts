import { expect, test } from 'vitest';
import { readOnlyAdoption } from '../../../../test-support/read-only-adoption';

const FILES = ['pyproject.toml', 'entrypoint.sh', 'bin/start', 'bin/stop', 'main.py'];

function adopt(lines: string) {
  const { options, carried, instructions } = readOnlyAdoption(`WORKDIR /srv\n${lines}`, {
    files: FILES,
  });
  const run = instructions.findLast(({ text }) => text.startsWith('RUN'));
  return { files: options.files, copies: carried.copies, run };
}

const COPY = 'COPY --chmod=755 services/api/entrypoint.sh /srv/entrypoint.sh';

test.each<[string, string[], string[]]>([
  ['COPY entrypoint.sh .\nRUN chmod +x entrypoint.sh', [], [COPY]],
  [
    'COPY . .\nRUN chmod 755 /srv/entrypoint.sh',
    ['bin'],
    // With main.py the folder moves to where modules are imported from.
    ['COPY --chmod=755 services/api/entrypoint.sh /app/entrypoint.sh'],
  ],
  [
    'COPY entrypoint.sh /x\nRUN chmod a+x /x',
    [],
    ['COPY --chmod=755 services/api/entrypoint.sh /x'],
  ],
  [
    'COPY bin ./bin\nRUN chmod 0750 bin/*',
    ['bin'],
    [
      'COPY --chmod=750 services/api/bin/start /srv/bin/start',
      'COPY --chmod=750 services/api/bin/stop /srv/bin/stop',
    ],
  ],
])('%j', (lines, files, copies) => {
  const adopted = adopt(lines);
  expect(adopted).toMatchObject({ files, copies, run: { verdict: 'recognised' } });
});

test('a later COPY of the same file takes its mode from git again', () =>
  expect(adopt('COPY entrypoint.sh .\nRUN chmod +x entrypoint.sh\nCOPY . .')).toMatchObject({
    files: ['bin', 'entrypoint.sh'],
    copies: [],
  }));

test('everybody can read the files of the new image anyway', () =>
  expect(adopt('COPY . .\nRUN chmod -R a+r *').run?.verdict).toBe('recognised'));

test.each([
  'chmod 777 /var/lib/x',
  'chmod +x main.py',
  'chmod -R 755 .',
  'chmod g-w entrypoint.sh',
])('%s is left', (command) => expect(adopt(`COPY . .\nRUN ${command}`).run?.verdict).toBe('left'));
