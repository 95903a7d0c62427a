import { restoreWorkspace } from '../../demo/restore-workspace.ts';
import { runQuiet } from '../../demo/run-quiet.ts';
import type { Case } from '../case.ts';
import { removeSubjectImages } from '../remove-subject-images.ts';
import { timeBuild } from '../time-build.ts';

/** All images where the engine remembers nothing; the base image and the packages of the index are near. */
export const cold: Case = {
  name: 'cold',
  isDestructive: true,
  measure: async (subject) => {
    await restoreWorkspace(subject.scene);
    await removeSubjectImages(subject);
    await runQuiet(subject.scene, 'docker', ['buildx', 'prune', '--all', '--force']);
    return timeBuild(subject, 'buildAll', { mustRun: true });
  },
};
