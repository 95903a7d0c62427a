import { instructionLines } from '../../../dockerfile/places/instruction-lines';
import { withoutDigest } from '../../../dockerfile/without-digest';
import { debianRelease } from '../../references/debian-releases';
import { changesMinor } from '../../references/derive-reference';
import { type CheckFacts, finding, type UpgradedDockerfile } from '../check-facts';
import { concernedStages } from '../concerned-stages';
import type { Finding } from '../finding';

/**
 * Finds what Dockerfiles name of the old base: its release in apt sources and addresses, the folders of its Python, and
 * files of shared libraries with their versions. FROM is the upgrade's own.
 */
export function checkMentions(facts: CheckFacts): readonly Finding[] {
  return facts.dockerfiles.flatMap((each) => {
    const stages = concernedStages(each, facts);
    return instructionLines(each.dockerfile)
      .filter(({ stage }) => stages.has(stage.index))
      .flatMap(({ lines }) =>
        lines.flatMap(({ line, text }) => [
          ...suiteNamed(text, line, each, facts),
          ...pythonNamed(text, line, each, facts),
          ...libraryNamed(text, line, each, facts),
        ]),
      );
  });
}

function suiteNamed(
  text: string,
  line: number,
  { dockerfile: { file }, services }: UpgradedDockerfile,
  { suite: { from, to }, from: reference }: CheckFacts,
): readonly Finding[] {
  if (from === undefined || to === undefined || from === to) return [];
  const [old, release] = [debianRelease(from)?.number, debianRelease(to)?.number];
  // `COPY --from` of the base itself is edited.
  const rest = text.replaceAll(withoutDigest(reference), '');
  const name = new RegExp(`[\\w./:-]*(?<![a-z])${from}(?![a-z])[\\w./:-]*`).exec(rest)?.[0];
  const number =
    old === undefined
      ? undefined
      : new RegExp(`[\\w./:-]*\\bdebian[/-]?${old}(?!\\d)[\\w./:-]*`).exec(rest)?.[0];
  const found = name ?? number;
  if (found === undefined) return [];
  const isSource = /\bdeb(?:-src)?\s|sources\.list|\bSuites:|\bURIs:|https?:\/\//.test(text);
  const place = { file, line };
  const written = name === undefined && release !== undefined ? String(release) : to;
  const problem = { kind: 'suite-named', place, suite: from, to: written, text: found } as const;
  return [finding(isSource ? 'problem' : 'warning', problem, services)];
}

function pythonNamed(
  text: string,
  line: number,
  { dockerfile: { file }, services }: UpgradedDockerfile,
  { python }: CheckFacts,
): readonly Finding[] {
  const { from, to } = python;
  if (from === undefined || to === undefined || !changesMinor(python)) return [];
  const version = from.replace('.', '\\.');
  const pattern = new RegExp(
    `(?<![\\w.])/?(?:[\\w.$\{}-]+/)*(?:python|pip)-?${version}(?!\\d)[\\w./-]*|\\bcp${from.replace('.', '')}\\b`,
  );
  const found = pattern.exec(text)?.[0];
  if (found === undefined) return [];
  const place = { file, line };
  const problem = { kind: 'python-path-named', place, text: found, python: to } as const;
  return [finding('problem', problem, services)];
}

function libraryNamed(
  text: string,
  line: number,
  { dockerfile: { file }, services }: UpgradedDockerfile,
  { suite: { from, to } }: CheckFacts,
): readonly Finding[] {
  if (to === undefined || from === to) return [];
  const found = /\/(?:usr\/)?lib\/[\w./*-]*lib[\w.+-]+\.so\.\d[\d.]*/.exec(text)?.[0];
  if (found === undefined) return [];
  const problem = { kind: 'library-path-named', place: { file, line }, path: found } as const;
  return [finding('warning', problem, services)];
}
