import type { Requirement } from '../pyproject/pyproject';
import type { Misread } from './remove-local-lines';

/** What one line of a requirements file says. */
export type RequirementsEntry =
  | {
      /** `six==1.17.0 --hash=sha256:…`, also with a URL after the name. */
      readonly kind: 'package';
      readonly requirement: Requirement;
      /** Options that belong to it, each with its value; sorted. */
      readonly options: readonly string[];
    }
  | {
      /** A URL without a name before it. */
      readonly kind: 'url';
      readonly url: string;
      readonly options: readonly string[];
    }
  | {
      /** A folder or file on disk: `-e ../../libs/shared`, `./libs/x`, `name @ file:../x`. */
      readonly kind: 'local';
      /** As written, without `file:`. */
      readonly path: string;
      /** Normalised; sorted. */
      readonly extras: readonly string[];
    }
  | {
      /** `-r base.txt`, `-c constraints.txt`. */
      readonly kind: 'file';
      /** As written. */
      readonly path: string;
      readonly isConstraints: boolean;
    }
  | {
      /** Any other option: `--index-url https://…`. */
      readonly kind: 'option';
      /** `--index-url` */
      readonly option: string;
      readonly value?: string;
    }
  | {
      readonly kind: 'broken';
      readonly detail: string;
    };

/** What pip reads off one line, continuations included. */
export type RequirementsLine = RequirementsEntry & {
  /** Where it starts; counted from 1. */
  readonly line: number;
  /** Without comments, continuations and superfluous white space. */
  readonly text: string;
};

/** A requirements file, or one that such a file names by `-r` or `-c`. */
export interface RequirementsFile {
  /** Path relative to the workspace root. */
  readonly file: string;
  readonly lines: readonly RequirementsLine[];
  /** The command that uv or pip-compile names in the file's head as the one that wrote it. */
  readonly compiledBy?: string;
  /** What pip may read it in; absent for UTF-8. */
  readonly encoding?: string;
  /** The first line that a plain build would not remove, or would by mistake; absent for none. */
  readonly misread?: Misread;
}
