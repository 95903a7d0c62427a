import type { GeneratedFile, TemplateChange } from './change-template';
import { SETTLE } from './settle';

/** Ends of steps that give folders one time also where several processes created something in them at once. */
export const settledFolders: readonly TemplateChange[] = [
  settledFolder('stack'),
  settledFolder('service'),
];

function settledFolder(file: GeneratedFile): TemplateChange {
  return {
    title: 'Folders that several processes write to at once have the same time in every build.',
    file,
    part: /^ && find \/ [^\n]*touch -hcd [^\n]*/gm,
    old: /(?<=^ && )find \/ -xdev -newer \/dev -exec touch -hcd "@\$SOURCE_DATE_EPOCH" \{\} \+/,
    replacement: SETTLE.replaceAll('$', '$$$$'),
    now: / -cnewer /,
    example: [` && ${SETTLE}`],
  };
}
