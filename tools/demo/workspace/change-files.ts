import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A change of a file: each piece, and what takes its place. */
export interface Change {
  readonly file: string;
  readonly pieces: readonly (readonly [string, string])[];
}

/**
 * Changes files of a workspace.
 * @throws where one is not as expected
 */
export async function changeFiles(workspace: string, changes: readonly Change[]): Promise<void> {
  for (const { file, pieces } of changes) {
    const text = await readFile(join(workspace, file), 'utf8');
    await writeFile(
      join(workspace, file),
      pieces.reduce(
        (changed, [piece, instead]) => replaced(changed, { file, piece, instead }),
        text,
      ),
    );
  }
}

function replaced(
  text: string,
  { file, piece, instead }: Readonly<Record<'file' | 'piece' | 'instead', string>>,
): string {
  if (!text.includes(piece)) {
    throw new Error(`${file} holds no ${JSON.stringify(piece)} to replace`);
  }
  return text.replace(piece, () => instead);
}
