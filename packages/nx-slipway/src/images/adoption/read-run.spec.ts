import { expect, test } from 'vitest';
import { readOnlyAdoption } from '../../../test-support/read-only-adoption';

test('arguments give users their numbers', () => {
  const { options } = readOnlyAdoption(
    `ARG USER_UID=1000 USERNAME=app GROUP_GID=1001
RUN groupadd --gid $GROUP_GID g && adduser --uid "$USER_UID" --ingroup g $USERNAME
USER $USERNAME`,
  );
  expect(options).toMatchObject({ uid: 1000, gid: 1001 });
});

test('a variable that a step sets is not the argument of that name', () => {
  const read = (step: string) =>
    readOnlyAdoption(`ARG N=1000\nRUN ${step}useradd --uid $N app\nUSER app`);
  expect(read('').options.uid).toBe(1000);
  const own = read('N=7 && ');
  expect(own.options.uid).toBeUndefined();
  expect(own.instructions[2]).toMatchObject({
    verdict: 'left',
    what: 'the number $N of the user app is not known',
  });
});
