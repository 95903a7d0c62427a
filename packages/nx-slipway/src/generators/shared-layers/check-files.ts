import {
  type FileConflict,
  findFileConflicts,
  releaseKey,
} from '../../images/shared-layers/file-conflicts';
import type { LayerGroups } from '../../images/shared-layers/layer-groups';
import type { SharingStacks } from '../../images/shared-layers/sharing-image';
import { type AskedProject, indexKey } from '../../images/upgrade/index-answers';
import { inParallel } from '../../process/in-parallel';
import type { IndexAnswer } from '../../python/index/index-page';
import type { ThirdPartyPackage } from '../../python/pyproject/third-party-package';
import { wheelFits } from '../../python/wheels/wheel-fits';
import { parseWheelRecord, type RecordedFiles } from '../../python/wheels/wheel-record';
import type { WheelRecordStore } from '../../workspace/cache/wheel-records';
import { askIndex, type IndexChoice } from '../package-index/ask-index';
import { requestOf } from '../package-index/fetch-page';
import { chooseIndex, type IndexSettings } from '../package-index/index-choice';
import { readWheelRecord } from './read-wheel-record';

/** Where files of wheels are known from. */
export interface FileSources extends Omit<IndexSettings, 'pages'> {
  readonly records: WheelRecordStore;
}

/** What the wheels of all images say of the same files. */
export interface CheckedFiles {
  readonly conflicts: readonly FileConflict[];
  /** Releases of which nothing is known, with the reason; the build checks them. */
  readonly unchecked: readonly { readonly release: string; readonly why: string }[];
}

type Read = { readonly files: RecordedFiles } | { readonly why: string };

/** Wheels that are read at once. */
const AT_ONCE = 8;

/**
 * Looks into the wheels of all images for packages that install different contents of the same file. A wheel is read
 * once: what was read of it is kept by the line that locks it.
 */
export async function checkFiles(
  stacks: SharingStacks,
  together: LayerGroups['together'],
  { records, ...settings }: FileSources,
): Promise<CheckedFiles> {
  const images = [...stacks.values()].flat();
  const releases = new Map(
    images.flatMap(({ closure }) => closure).map((each) => [releaseKey(each), each]),
  );
  const known = records.read();
  const missing = [...releases.values()].filter(
    ({ requirement }) => requirement !== undefined && !known.has(requirement),
  );
  const indexes = [...releases.values()].map(({ index }) => index);
  const read = await readWheels(missing, chooseIndex(indexes, settings));
  const files = new Map<string, RecordedFiles>();
  const kept = new Map<string, RecordedFiles>();
  const unchecked: { release: string; why: string }[] = [];
  for (const [release, { requirement }] of releases) {
    const found = filesOf(requirement, known, read);
    if ('why' in found) {
      unchecked.push({ release, why: found.why });
    } else {
      files.set(release, found.files);
      kept.set(requirement ?? '', found.files);
    }
  }
  if (read.size > 0 || kept.size < known.size) records.write(kept);
  return {
    conflicts: findFileConflicts(images, files, together),
    unchecked: unchecked.sort((a, b) => (a.release < b.release ? -1 : 1)),
  };
}

function filesOf(
  requirement: string | undefined,
  known: ReadonlyMap<string, RecordedFiles>,
  read: ReadonlyMap<string, Read>,
): Read {
  if (requirement === undefined) return { why: 'its lock file names no files of it' };
  const files = known.get(requirement);
  return files ? { files } : (read.get(requirement) ?? { why: 'the package index was not asked' });
}

/** @returns what was read, by the line that locks it */
async function readWheels(
  packages: readonly ThirdPartyPackage[],
  choice: IndexChoice,
): Promise<ReadonlyMap<string, Read>> {
  const answers = await askIndex(packages.map(asked), choice);
  const read = await inParallel(packages, AT_ONCE, async (each) => {
    const { requirement = '' } = each;
    const files = await readFiles(requirement, asked(each), { answers, choice });
    return [requirement, files] as const;
  });
  return new Map(read);
}

function asked({ name, index }: ThirdPartyPackage): AskedProject {
  return { name, ...(index !== undefined && { index }) };
}

async function readFiles(
  requirement: string,
  project: AskedProject,
  {
    answers,
    choice,
  }: { readonly answers: ReadonlyMap<string, IndexAnswer>; readonly choice: IndexChoice },
): Promise<Read> {
  const answer = answers.get(indexKey(project)) ?? { why: 'the package index was not asked' };
  if ('why' in answer) return { why: answer.why };
  const wheels = answer.files.filter(
    ({ name, hashes }) =>
      name.endsWith('.whl') && hashes.some((each) => requirement.includes(each)),
  );
  // Wheels of other machines install files of the same names.
  const wheel = wheels.find(({ name }) => wheelFits(name, undefined, 'x86_64')) ?? wheels[0];
  if (wheel?.url === undefined) return { why: 'the package index has no wheel that is locked' };
  const { index } = project;
  const address = index === undefined ? choice.defaultIndex : choice.addressOf(index);
  const headers = loginFor(wheel.url, address);
  const record = await readWheelRecord({ url: wheel.url, headers, fetchPage: choice.fetchPage });
  return 'why' in record ? record : { files: parseWheelRecord(record.text) };
}

/** A login is the index's own: files of an index may be on another host. */
function loginFor(wheel: string, index = ''): Readonly<Record<string, string>> {
  const request = requestOf(index);
  return request && new URL(request.address).host === new URL(wheel).host ? request.headers : {};
}
