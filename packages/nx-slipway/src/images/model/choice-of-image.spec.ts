import { expect, test } from 'vitest';
import { choiceOfImage } from './choice-of-image';

test('an image is chosen by its name, and one without a name by that of its project', () => {
  expect(choiceOfImage({ name: 'worker', project: 'shop' })).toBe('worker');
  expect(choiceOfImage({ project: 'shop' })).toBe('shop');
});
