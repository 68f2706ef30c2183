import type { Operation } from '../core/operation.ts';
import { figureReaders } from '../indicators/index.ts';
import { CheckExportFile, LARGEST_EXPORT_FILE } from './request.ts';
import * as routes from './routes.ts';

export const exportFileOperations = {
  checkExportFile: {
    ...routes.checkExportFile,
    summary:
      'Whether a file of figures that was handed on (JSON, CSV, XLSX, FHIR, PDF, activity report) was sealed here, of a log that still stands, and shows what was sealed; nothing of it is kept',
    access: { roles: figureReaders },
    body: CheckExportFile,
    // Four characters for three bytes, and what stands around them.
    largestBody: Math.ceil(LARGEST_EXPORT_FILE / 3) * 4 + 1024,
    problems: ['invalid-request', 'unauthenticated', 'forbidden'],
  },
} as const satisfies Record<string, Operation>;
