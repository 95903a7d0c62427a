import type { Dockerfile } from '../../dockerfile/dockerfile';
import { findStage } from '../../dockerfile/stages/find-stage';

/** Where the stage `application` collects the files that an image holds beside it, before the last stage takes them. */
export const BESIDE = '/files';

/** Whether a COPY puts something where files beside the application are collected. */
export function isBeside(copy: string): boolean {
  return IN_FOLDER.test(copy);
}

/**
 * Returns the COPY instructions of files that a generated Dockerfile copies beside the application, with the targets
 * that the files have in the image. Older files copy them in their last stage.
 */
export function copiesBeside(dockerfile: Dockerfile): readonly string[] {
  const copiesOf = (stage: string | undefined) =>
    (findStage(dockerfile, stage)?.instructions ?? [])
      .filter(({ keyword }) => keyword === 'COPY')
      .map(({ text }) => text);
  const last = copiesOf(undefined);
  const isTaken = last.some((text) => TAKEN.test(text));
  const collected = isTaken ? copiesOf('application').filter(isBeside) : [];
  return [...collected.map((text) => text.replace(IN_FOLDER, '$1')), ...last];
}

const TAKEN = /\s--from=application \/files \/$/;

/** The start of an absolute path, as a word or in a JSON list. */
const IN_FOLDER = /([\s"])\/files(?=\/)/;
