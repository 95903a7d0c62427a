import { expect, test } from 'vitest';
import { sharedInstall } from './shared-install';

function layer(...requirements: readonly string[]) {
  return { name: 'web', packages: [], requirements };
}

const INSTALL = 'uv pip install --no-deps --require-hashes --requirement';

const NORMALIZE = 'if command -v normalize-layer > /dev/null; then normalize-layer /venv; fi';

test('every file is installed in its turn, by its hashes and nothing else', () => {
  const { command } = sharedInstall(layer('a==1\n', 'b==1\n'));
  expect(command.split(' \\\n && ').slice(2)).toEqual([
    `${INSTALL} /requirements/1.txt`,
    `${INSTALL} /requirements/2.txt`,
    NORMALIZE,
  ]);
});

test('the default index is pip’s where a file names none', () => {
  expect(sharedInstall(layer('a==1\n')).command).toMatch(/^index=.*\/etc\/pip\.conf/);
  const named = '--extra-index-url https://index.example/simple\na==1\n';
  expect(sharedInstall(layer(named)).command).toBe(
    `${INSTALL} /requirements/1.txt \\\n && ${NORMALIZE}`,
  );
  expect(sharedInstall(layer(named, 'b==1\n')).command).toMatch(/^index=/);
});

test('credentials are mounted as secrets that may be absent', () => {
  const { mounts } = sharedInstall(layer('a==1\n'));
  const secrets = mounts.filter((mount) => mount.startsWith('type=secret'));
  expect(secrets.map((each) => /id=([^,]+)/.exec(each)?.[1])).toEqual(['pip-conf', 'ca', 'netrc']);
  expect(secrets.filter((each) => !each.endsWith('required=false'))).toEqual([]);
});
