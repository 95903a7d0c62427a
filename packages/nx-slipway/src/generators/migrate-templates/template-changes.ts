import type { TemplateChange } from './change-template';
import { collectedFiles } from './collected-files';
import { normalizedLayers } from './normalized-layers';
import { settledApt } from './settled-apt';
import { settledBuilder } from './settled-builder';
import { settledFolders } from './settled-folders';

/** Every change of a template since release 0.1.0, the oldest first. */
export const templateChanges: readonly TemplateChange[] = [
  {
    title: 'The probe of an HTTP service says which status it was answered with.',
    file: 'service',
    part: /^HEALTHCHECK (?:[^\n]*\\\n)*[^\n]*http\.client\.HTTPConnection[^\n]*$/gm,
    old: /probe\.request\('GET', '([^']*)'\); raise SystemExit\(probe\.getresponse\(\)\.status >= 400\)/,
    replacement:
      "probe.request('GET', '$1'); status = probe.getresponse().status; raise SystemExit(status >= 400 and 'GET $1 answered ' + str(status))",
    now: /status = probe\.getresponse\(\)\.status; raise SystemExit\(status >= 400 and /,
    example: [
      "status = probe.getresponse().status; raise SystemExit(status >= 400 and 'GET /health answered ' + str(status))",
    ],
  },
  ...normalizedLayers,
  collectedFiles,
  ...settledApt,
  ...settledBuilder,
  ...settledFolders,
];
