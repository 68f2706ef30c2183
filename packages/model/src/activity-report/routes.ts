import type { Route } from '../core/operation.ts';

/** WordprocessingML, as ISO/IEC 29500 names it. */
export const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export const writeActivityReport = {
  name: 'writeActivityReport',
  method: 'GET',
  path: '/activity-reports/{year}/{language}',
  answer: { status: 200, type: DOCX_TYPE },
} as const satisfies Route;
