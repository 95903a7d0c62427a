import { expect, test } from 'vitest';
import { execForm } from './exec-form';

test('a short command stays on one line', () =>
  expect(execForm('CMD', ['dramatiq', 'worker.actors'])).toBe('CMD ["dramatiq", "worker.actors"]'));

test('a long command goes over several lines, none of them too long', () => {
  const text = execForm('CMD', ['gunicorn', 'a'.repeat(50), 'b'.repeat(50), 'c'.repeat(20)]);
  expect(text).toBe(
    `CMD ["gunicorn", "${'a'.repeat(50)}", \\\n     "${'b'.repeat(50)}", "${'c'.repeat(20)}"]`,
  );
});

test('an argument longer than a line has one of its own', () =>
  expect(execForm('CMD', ['python', '-c', 'x'.repeat(200)])).toBe(
    `CMD ["python", "-c", \\\n     "${'x'.repeat(200)}"]`,
  ));

test('quotes and backslashes are those of JSON', () =>
  expect(execForm('CMD', ['a "b" \\c'])).toBe('CMD ["a \\"b\\" \\\\c"]'));
