import type { PlacedReference } from '../../dockerfile/find-from';
import type { Problem } from '../../problems/problem';

/** What an upgrade changes, before anything is written. */
export interface UpgradePlan {
  readonly stack: string;
  /** The stack's Dockerfile, relative to the workspace root. */
  readonly file: string;
  /** The reference there is. */
  readonly from: string;
  /** The reference to write. */
  readonly to: string;
  /** The FROMs to write it into, in the file's order; none where there is nothing to do. */
  readonly froms: readonly PlacedReference[];
  /** Before and after; absent where a reference does not tell. */
  readonly python: Change;
  readonly suite: Change;
  /** Nx projects with images that are built from the stack, sorted by name. */
  readonly services: readonly { readonly name: string; readonly images: readonly string[] }[];
  /** Nx target that builds images. */
  readonly buildTarget: string;
  /** With one of these nothing may be written. */
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** What is, and what is to be. */
export interface Change {
  readonly from?: string;
  readonly to?: string;
}
