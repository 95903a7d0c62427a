import type { TextRange } from '../toml/toml-layout';
import type { PoetryLock } from './poetry-lock';
import type { SelectedPackage } from './select-poetry-packages';

/**
 * Cuts out of a lock's text the part that decides an image: the blocks of the packages that are
 * installed, as if all of them were main dependencies. What `poetry install` does not read is cut as
 * well (dependencies and extras of a package, which are at work in the lock already), and so are
 * folders, which `--no-directory` passes over: it changes only with what is installed.
 *
 * @param contentHash of the pyproject that goes with it
 */
export function slicePoetryLock(
  lock: PoetryLock,
  selected: readonly SelectedPackage[],
  options: { readonly extras: readonly string[]; readonly contentHash: string },
): string {
  const blocks = selected
    .filter(({ locked }) => locked.source?.type !== 'directory')
    .map((each) => block(lock.text, each));
  // Poetry looks extras up by their names alone.
  const extras = options.extras.map((extra) => `${extra} = []\n`);
  return [
    blocks.length === 0 ? 'package = []\n' : blocks.join('\n'),
    ...(extras.length > 0 ? [`[extras]\n${extras.join('')}`] : []),
    `[metadata]\nlock-version = "${lock.version}"\ncontent-hash = "${options.contentHash}"\n`,
  ].join('\n');
}

function block(text: string, { locked, marker }: SelectedPackage): string {
  const own: Readonly<Record<string, string>> = {
    groups: `groups = ["main"]\n${marker === undefined ? '' : `markers = ${JSON.stringify(marker)}\n`}`,
    markers: '',
    // What another group does not ask for as well, and what an editable checkout would be.
    optional: 'optional = false\n',
    develop: 'develop = false\n',
  };
  const lines = locked.entries.map(({ key, range }) => own[key] ?? textOf(text, range));
  const source = locked.sourceRange ? `\n${textOf(text, locked.sourceRange)}` : '';
  return `[[package]]\n${lines.join('')}${source}`;
}

function textOf(text: string, { start, end }: TextRange): string {
  return text.slice(start, end);
}
