import type { RefEvent } from './tag-template';

/** What is checked out, and what for. What cannot be had is absent. */
export interface Revision {
  /** Full hash of the commit. */
  readonly commit?: string;
  /** Whether files of it were changed since. */
  readonly isDirty?: boolean;
  /** The commit's date, or what `SOURCE_DATE_EPOCH` says; seconds since 1970. */
  readonly seconds?: number;
  readonly ref?: { readonly event: RefEvent; readonly name: string };
  readonly defaultBranch?: string;
}

/** What the workspace says of the names of its images. */
export interface WorkspaceNaming {
  readonly namespace: string;
  /** Entries of the plugin's options in nx.json. */
  readonly tags: readonly string[];
  readonly repositories: readonly string[];
  /** What is checked out; empty where no task asks for it. */
  readonly revision: Revision;
}

/** What the tags of an image are made from. */
export interface TagFacts {
  readonly revision: Revision;
  /** Of the image's project, PEP 440. */
  readonly version?: string;
  /** The image key, `sha256` in hexadecimal. */
  readonly key?: string;
}
