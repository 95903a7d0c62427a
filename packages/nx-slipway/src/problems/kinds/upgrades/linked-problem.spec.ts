import { expect, test } from 'vitest';
import { linkedExplanations } from './linked-problem';

const unchecked = linkedExplanations['linked-unchecked'];
const command = 'nx run-many -t build-image -p api';

test.each([
  [['acme/api'], 'the engine does not have this image', 'Build it, and run'],
  [['acme/api', 'acme/worker'], 'the engine does not have these images', 'Build them, and run'],
])('images %j that are not built', (images, what, next) => {
  const words = unchecked({ kind: 'linked-unchecked', images, command, isDown: false });
  expect(words.what).toContain(`compiled files of ${images.join(', ')} need`);
  expect(words.what).toMatch(new RegExp(`: ${what}$`));
  expect(words.next).toBe(`${next} this command again: ${command}`);
});

test('images that do not answer', () => {
  const images = ['acme/api', 'acme/worker'];
  const why = 'Python was not found';
  const words = unchecked({ kind: 'linked-unchecked', images, why, isDown: false });
  expect(words.what).toMatch(/lacks: Python was not found$/);
  expect(words.next).toContain('--verify');
});
