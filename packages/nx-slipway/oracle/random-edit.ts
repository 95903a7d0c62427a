import { chance, pick, type Random } from './random';
import {
  NAMES,
  randomDockerfileOf,
  randomFlagValues,
  randomIgnore,
  randomLabels,
  type SubjectScope,
} from './random-subject';
import { type Entry, folderOf, IGNORE_FILE, prefixOf, type Subject } from './subject';

/** A service after something was done to it. */
export interface Edited {
  readonly subject: Subject;
  /** What was done, for people. */
  readonly what: string;
  /** Files that git sees as changed, relative to the workspace root; undefined for a change that git does not see. */
  readonly touched: readonly string[] | undefined;
}

/** Does one thing to a service. */
export function randomEdit(subject: Subject, scope: SubjectScope, random: Random): Edited {
  const edit = pick(random, EDITS);
  return edit(subject, random, scope) ?? editText(subject, random);
}

/** @returns undefined where the service has nothing to do it to */
type Edit = (subject: Subject, random: Random, scope: SubjectScope) => Edited | undefined;

function editText(subject: Subject, random: Random): Edited {
  const file = pick(random, textsOf(subject));
  const entry = subject.files[file] as Extract<Entry, { text: string }>;
  const text = `${entry.text}${Math.floor(random() * 1e9)}\n`;
  return withFiles(subject, `edit ${file}`, { [file]: { ...entry, text } });
}

const changeMode: Edit = (subject, random) => {
  const file = pick(random, textsOf(subject));
  const entry = subject.files[file] as Extract<Entry, { text: string }>;
  const mode = pick(random, [0o600, 0o644, 0o755, 0o604, 0o664]);
  const edited = withFiles(subject, `chmod ${file}`, { [file]: { ...entry, mode } });
  // git knows of the right to run a file, and of no other.
  return { ...edited, touched: undefined };
};

const addFile: Edit = (subject, random) => {
  const file = pick(random, NAMES);
  return withFiles(subject, `add ${file}`, { [file]: { text: `new ${random()}\n`, mode: 0o644 } });
};

const removeFile: Edit = (subject, random) => {
  const file = pick(random, textsOf(subject));
  return withFiles(subject, `remove ${file}`, { [file]: undefined });
};

const renameFile: Edit = (subject, random) => {
  const file = pick(random, textsOf(subject));
  const entry = subject.files[file];
  return withFiles(subject, `rename ${file}`, { [file]: undefined, [`${file}2`]: entry });
};

const turnLink: Edit = (subject, random) => {
  const links = Object.keys(subject.files).filter((each) => 'link' in (subject.files[each] ?? {}));
  if (links.length === 0) return undefined;
  const link = pick(random, links);
  const target = pick(random, ['d', 'a.txt', 'd/f', 'b.txt', 'nowhere']);
  return withFiles(subject, `link ${link} to ${target}`, { [link]: { link: target } });
};

const changeIgnore: Edit = (subject, random) => {
  const ignore = chance(random, 0.2) ? undefined : randomIgnore(random, prefixOf(subject));
  const { ignore: _, ...rest } = subject;
  return {
    subject: { ...rest, ...(ignore && { ignore }) },
    what: 'ignore file',
    touched: [`services/${subject.name}/Dockerfile.dockerignore`],
  };
};

const changeContextIgnore: Edit = (subject, random) => {
  if (subject.context === 'root') return undefined;
  const lines = chance(random, 0.2) ? undefined : randomIgnore(random, '');
  return withFiles(subject, 'ignore file of the context', {
    [IGNORE_FILE]: lines && { text: lines.join('\n'), mode: 0o644 },
  });
};

const changeArguments: Edit = (subject, random) => {
  const args = {
    WHAT: pick(random, ['a.txt', 'd', 'b.txt', 'd/e.txt']),
    ...(chance(random, 0.4) && { BASE: pick(random, ['one', 'two']) }),
    ...(chance(random, 0.3) && randomFlagValues(random)),
    UNUSED: `${random()}`,
  };
  const touched = [`services/${subject.name}/project.json`];
  return { subject: { ...subject, args }, what: 'arguments', touched };
};

const changeLabels: Edit = (subject, random) => ({
  subject: { ...subject, labels: randomLabels(random) },
  what: 'labels',
  touched: [`services/${subject.name}/project.json`],
});

const changeTarget: Edit = (subject, random) => {
  const { target: _, ...rest } = subject;
  const target = pick(random, ['one', 'two', undefined]);
  return {
    subject: { ...rest, ...(target !== undefined && { target }) },
    what: 'target',
    touched: [`services/${subject.name}/project.json`],
  };
};

const editNamed: Edit = (subject, random) => {
  const { name, named } = subject;
  if (!named) return undefined;
  const file = pick(random, Object.keys(named));
  const edited = { ...subject, named: { ...named, [file]: `${random()}\n` } };
  return { subject: edited, what: `edit named ${file}`, touched: [`named/${name}/${file}`] };
};

const changeDockerfile: Edit = (subject, random, scope) => ({
  subject: { ...subject, dockerfile: randomDockerfileOf(subject, scope, random) },
  what: 'Dockerfile',
  touched: [`services/${subject.name}/Dockerfile`],
});

/** As often as they are here. */
const EDITS: readonly Edit[] = [
  ...[editText, editText, editText, editText, editText, changeMode, addFile],
  ...[removeFile, renameFile, turnLink, changeIgnore, changeArguments, editNamed, changeDockerfile],
  ...[changeLabels, changeTarget, changeContextIgnore],
];

function textsOf({ files }: Subject): readonly string[] {
  return Object.keys(files).filter((file) => 'text' in (files[file] ?? {}));
}

/** @param more entries by path; undefined for one that goes away */
function withFiles(
  subject: Subject,
  what: string,
  more: Readonly<Record<string, Entry | undefined>>,
): Edited {
  const all = Object.entries({ ...subject.files, ...more });
  const files = Object.fromEntries(
    all.flatMap(([file, entry]) => (entry === undefined ? [] : [[file, entry] as const])),
  );
  const touched = Object.keys(more).map((file) => `${folderOf(subject)}/${file}`);
  return { subject: { ...subject, files }, what, touched };
}
