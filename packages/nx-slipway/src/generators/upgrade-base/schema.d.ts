/** Generated from schema.json by tools/schema-types. */

/**
 * Plans another Python, Debian release or digest for everything that rests on a stack's base, prints what stands against it, and replaces the image reference where nothing does. --dry-run shows the plan alone.
 */
export interface UpgradeBaseSchema {
  /**
   * Project name of the stack.
   */
  readonly stack?: string;
  /**
   * Full reference of the new base image, with a tag, a digest or both, for example python:3.13-slim-trixie.
   */
  readonly to?: string | number;
  /**
   * Python version to upgrade to, for example 3.14; the rest of the reference stays. With --to, the Python version of that image, if its reference does not contain it.
   */
  readonly python?: string | number;
  /**
   * Debian release to upgrade to, for example trixie; the rest of the reference stays. With --to, the release of that image, if its reference does not contain it.
   */
  readonly suite?: string;
  /**
   * Only pin the current digest of the same image.
   */
  readonly digest?: boolean;
  /**
   * Pin the current digest, and keep the layers of packages as they were built on the present one, after a check that they fit, so that builds install nothing.
   */
  readonly rebase?: boolean;
  /**
   * Upgrade every stack of the workspace.
   */
  readonly all?: boolean;
  /**
   * Also make the edits that can be made mechanically: requires-python, versions in settings, renamed Debian packages.
   */
  readonly applyFixes?: boolean;
  /**
   * Lock again what the upgrade asks for, with the installer of the project.
   */
  readonly relock?: boolean;
  /**
   * Write the new base although the plan has problems.
   */
  readonly allowProblems?: boolean;
  /**
   * Write the new base although the engine, the registry or the package index did not answer.
   */
  readonly allowUnchecked?: boolean;
  /**
   * Build everything that rests on the base on the new one, run its tests and probe its images, and keep the new base only if nothing fails. Every file is put back otherwise.
   */
  readonly verify?: boolean;
  /**
   * With --verify: keep services that fail on a copy of the old stack, and the new base for the others.
   */
  readonly allowPartial?: boolean;
  /**
   * Finish an upgrade with --verify that was killed.
   */
  readonly continue?: boolean;
  /**
   * Put back every file of an upgrade with --verify that was killed.
   */
  readonly undo?: boolean;
  /**
   * Print the plan as JSON.
   */
  readonly json?: boolean;
  /**
   * Print the plan as Markdown, for a pull request.
   */
  readonly markdown?: boolean;
  /**
   * Pin the current digest of the image, if an engine is reachable.
   */
  readonly pin?: boolean;
}
