import type { TemplateChange } from './change-template';

const collect =
  '# Files beside the application, with times and modes that do not depend on the checkout.\n';
const taken = 'COPY --link --from=application /files /';

/** Files beside the application are collected where they can be given one time, and copied from there. */
export const collectedFiles: TemplateChange = {
  title: 'Files beside the application become the same layer in every checkout.',
  file: 'service',
  part: /^FROM \S+ AS application\n(?:(?!FROM foundation AS runtime\n)[^\n]*\n)*FROM foundation AS runtime\n(?:(?!USER )[^\n]*\n)*?COPY --link (?!--)[^\n]*\n(?:(?!USER )[^\n]*\n)*/gm,
  old: /^(FROM \S+ AS application\n)((?:(?!COPY --link (?!--))[^\n]*\n)*)((?:COPY --link (?!--)[^\n]*[ "]\/[^\n"]*(?:"\])?\n)+)$/,
  replacement: (_part, from, between, copies) =>
    [from, collect, below(copies), 'RUN normalize-layer /files\n', between, `${taken}\n`].join(''),
  now: /^COPY --link --from=application \/files \/$/m,
  example: [
    'COPY … /files/app/…',
    'RUN normalize-layer /files',
    'FROM foundation AS runtime',
    taken,
  ],
};

/** The same instructions with targets below the folder that files are collected in. */
function below(copies = ''): string {
  return copies
    .split('\n')
    .map((copy) => copy.replace(/^COPY --link /, 'COPY '))
    .map((copy) => copy.replace(/( |, ?")(?=\/[^"]*(?:"\])?$)/, '$1/files'))
    .join('\n');
}
