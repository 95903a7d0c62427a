import { expect, test } from 'vitest';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { isForDevelopment } from './is-for-development';

test.each<[readonly string[], boolean]>([
  [['CMD ["bash"]'], true],
  [['WORKDIR /workspace/services/api', 'CMD ["bash"]'], true],
  [['WORKDIR /workspace', 'CMD ["bash", "--login"]'], true],
  [['CMD ["bash", "run.sh"]'], false],
  [['WORKDIR /app', 'CMD ["bash", "-c", "exec worker"]'], false],
  [['WORKDIR /workspace', 'CMD ["api"]'], false],
  [['CMD bash'], false],
  [[], false],
])('%j: %s', (instructions, expected) => {
  const text = `FROM python\n${instructions.join('\n')}\n`;
  expect(isForDevelopment(parseDockerfile(text, 'Dockerfile').dockerfile)).toBe(expected);
});
