import { posix } from 'node:path';
import { type GeneratorCallback, logger, type Tree } from '@nx/devkit';
import { isStackFile } from '../../images/model/find-images';
import { isGeneratedService } from '../../images/model/is-generated-service';
import { formatProblem } from '../../problems/format-problem';
import { readTreeWorkspace, type TreeWorkspace } from '../../workspace/model/read-tree-workspace';
import { applyEdits } from '../apply-edits';
import { changeWorkspace } from '../change-workspace';
import type { FileEdit } from '../file-edit';
import { readStackTemplates } from '../stack/read-stack-templates';
import { type FoundFile, planTemplateChanges } from './plan-template-changes';
import { templateChanges } from './template-changes';

/**
 * Makes in the generated files of a workspace what the templates have changed since; `nx migrate` runs it. Lines that
 * somebody has edited stay, and the run shows what to change there.
 */
export default async function migrateTemplates(tree: Tree): Promise<GeneratorCallback> {
  return await changeWorkspace(tree, async () => {
    const workspace = await readTreeWorkspace(tree);
    const { edits, made, problems } = planTemplateChanges(
      generatedFiles(workspace),
      templateChanges,
    );
    applyEdits(tree, [...edits, ...missingScripts(workspace, edits)]);
    for (const { title, files } of made) logger.info(`${title}\n  ${files.join('\n  ')}`);
    for (const problem of problems) logger.warn(formatProblem(problem));
    return undefined;
  });
}

/** The script that a change has had a stack copy, where the stack does not have it. */
function missingScripts({ read }: TreeWorkspace, edits: readonly FileEdit[]): readonly FileEdit[] {
  return edits.flatMap(({ file: dockerfile, content }): FileEdit[] => {
    const file = posix.join(posix.dirname(dockerfile), 'normalize-layer');
    return /^(COPY|RUN| ).*\/normalize-layer[ ,]/m.test(content) && read(file) === undefined
      ? [{ file, content: readStackTemplates().normalizeLayer, owner: 'user' }]
      : [];
  });
}

/** The Dockerfiles and scripts of the workspace that its generators have written. */
function generatedFiles({ model, read }: TreeWorkspace): readonly FoundFile[] {
  return [...model.images.catalogue.dockerfiles.values()].flatMap((dockerfile): FoundFile[] => {
    const { file } = dockerfile;
    // As the file has it: what is parsed may be without a byte order mark.
    const text = read(file);
    if (text === undefined) return [];
    if (isGeneratedService(dockerfile)) return [{ file, kind: 'service', text }];
    const script = posix.join(posix.dirname(file), 'install-projects');
    const scriptText = read(script);
    return isStackFile(dockerfile) && scriptText !== undefined
      ? [
          { file, kind: 'stack', text },
          { file: script, kind: 'install-projects', text: scriptText },
        ]
      : [];
  });
}
