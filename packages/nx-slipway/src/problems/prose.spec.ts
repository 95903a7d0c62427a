import { describe, expect, test } from 'vitest';
import { EXAMPLE_PROBLEMS } from '../../test-support/example-problems';
import { formatProblem } from './format-problem';
import { builderExplanations } from './kinds/builds/builder-problem';
import { compressionExplanations } from './kinds/builds/compression-problem';
import { engineExplanations } from './kinds/builds/engine-problem';
import { podmanExplanations } from './kinds/builds/podman-problem';
import { stepExplanations } from './kinds/builds/step-problem';
import { contextExplanations } from './kinds/dockerfiles/context-problem';
import { imageExplanations } from './kinds/dockerfiles/image-problem';
import { layersExplanations } from './kinds/dockerfiles/layers-problem';
import { platformExplanations } from './kinds/dockerfiles/platform-problem';
import { optionExplanations } from './kinds/option-problem';
import { installerExplanations } from './kinds/projects/installer-problem';

describe('every problem of images and the engine', () => {
  test.each(EXAMPLE_PROBLEMS.map((problem) => [problem.kind, problem] as const))(
    '%s',
    (_, problem) => {
      const text = formatProblem(problem);
      expect(text).not.toMatch(/undefined|null|NaN|\[object/);
      expect(text).toMatch(/^\S.*[^.\s]\n {2}\S.*[^\s]$/s);
      const facts = Object.values(problem)
        .filter((each) => typeof each === 'string')
        .slice(1);
      for (const fact of facts) expect(text).toContain(fact);
    },
  );

  test('has prose, and no prose is left over', () => {
    expect(
      Object.keys({
        ...imageExplanations,
        ...optionExplanations,
        ...contextExplanations,
        ...installerExplanations,
        ...platformExplanations,
        ...engineExplanations,
        ...stepExplanations,
        ...podmanExplanations,
        ...layersExplanations,
        ...builderExplanations,
        ...compressionExplanations,
      }).sort(),
    ).toEqual(EXAMPLE_PROBLEMS.map(({ kind }) => kind).sort());
  });
});
