import { expect, test } from 'vitest';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { imageCommand } from './image-command';

function commandOf(instructions: string): string | undefined {
  const { dockerfile } = parseDockerfile(`FROM scratch\n${instructions}\n`, 'Dockerfile');
  return imageCommand(dockerfile, dockerfile.stages.at(-1));
}

test.each([
  ['CMD ["fastapi", "run", "--entrypoint=api.app:app"]', 'fastapi run --entrypoint=api.app:app'],
  ['CMD ["sh", "-c", "exec uvicorn api.app:app --port=$PORT"]', 'uvicorn api.app:app --port=$PORT'],
  [
    `CMD ["sh", "-c", "exec hypercorn 'api:make()' --bind=:$PORT"]`,
    "hypercorn 'api:make()' --bind=:$PORT",
  ],
  ['CMD ["dramatiq", "a b", "$X"]', "dramatiq 'a b' '$X'"],
  ['CMD gunicorn api.app:app', 'gunicorn api.app:app'],
  ['ENTRYPOINT ["python", "-m"]\nCMD ["api"]', 'python -m api'],
  ['CMD ["a"]\nCMD ["b"]', 'b'],
  ['ENTRYPOINT ["a"]', 'a'],
])('%s', (instructions, expected) => expect(commandOf(instructions)).toBe(expected));

test.each([
  'RUN true',
  'CMD alembic upgrade head && gunicorn api.app:app',
  'CMD ["sh", "-c", "alembic upgrade head; exec gunicorn api.app:app"]',
  'CMD ["sh", "-c", "x $1", "sh", "a"]',
  'ENTRYPOINT entry.sh\nCMD ["a"]',
  'CMD []',
])('%s is not one program', (instructions) => expect(commandOf(instructions)).toBeUndefined());

test('the command of a stage below counts', () => {
  const { dockerfile } = parseDockerfile('FROM a AS b\nCMD ["x"]\nFROM b\nUSER 1\n', 'Dockerfile');
  expect(imageCommand(dockerfile, dockerfile.stages.at(-1))).toBe('x');
});
