import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyExample, type ExampleWorkspace } from '../test-support/example-workspace';
import { type ProvenUpgrade, provenUpgrade } from '../test-support/proven-upgrade';
import { buildIn, recordsOf, removeImages } from '../test-support/real-workspace';

const NAMESPACE = `slipway-upgraded-${randomBytes(3).toString('hex')}`;
const PAGE = join(__dirname, '../../../docs/how-to/upgrade-base.md');

let example: ExampleWorkspace;
let proven: ProvenUpgrade;

beforeAll(async () => {
  example = await copyExample('two-stacks', NAMESPACE);
  const { root } = example;
  expect((await buildIn(root, NAMESPACE, ['legacy'])).failed).toEqual({});
  const read = (file: string): string => readFileSync(join(root, file), 'utf8');
  proven = provenUpgrade({ root, namespace: NAMESPACE, read }, []);
});

afterAll(async () => {
  example?.dispose();
  rmSync(recordsOf(NAMESPACE), { recursive: true, force: true });
  await removeImages(NAMESPACE);
});

test('the docs show how the second stack of the example was upgraded', async () => {
  const options = { python: '3.13', suite: 'trixie', pin: false, verify: true };
  const text = await proven.upgrade({ ...options, stack: 'python311' });
  const [plan = '', proof = ''] = text.replaceAll(NAMESPACE, 'acme').split(/\n(?=service +image)/);
  expect(readFileSync(PAGE, 'utf8')).toContain(`\`\`\`text\n${plan}\n\`\`\`\n`);
  expect(proof).toMatch(/^legacy +acme\/legacy +passed +built +- +imports +all found/m);
  expect(await proven.pythonOf('legacy')).toBe('3.13');
});
