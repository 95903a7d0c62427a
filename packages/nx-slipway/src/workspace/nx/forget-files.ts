/**
 * Has Nx list the files of the workspace again: it did before they were written, by another generator or past its tree.
 *
 * Not part of Nx's devkit. Where a version of Nx has no such function, the next command sees new files.
 */
export function forgetFiles(): void {
  try {
    const context: {
      resetWorkspaceContext?: () => void;
    } = require('nx/src/utils/workspace-context');
    context.resetWorkspaceContext?.();
  } catch {
    // Without it nothing is wrong but late.
  }
}
