import { writeProblems } from '../core/operation.ts';
import type { Operation } from '../core/operation.ts';
import { deskReaders } from '../desk/index.ts';
import { IntakeRequest, KnownSearch, ProposalRequest } from './requests.ts';
import * as routes from './routes.ts';

export const intakeOperations = {
  recordIntake: {
    ...routes.recordIntake,
    summary:
      'A request on behalf of a person, and where it ends: a seat, the call-back list, or elsewhere; the same id again gives the same answer',
    access: { roles: deskReaders },
    body: IntakeRequest,
    problems: [
      'invalid-request',
      'unauthenticated',
      'forbidden',
      'not-found',
      'intake-known',
      'request-known',
      'checklist-missing',
      'checklist-outdated',
      'checklist-blocks-booking',
      'hold-expired',
      'duplicate-booking',
      'possible-duplicate',
      'booking-cancelled',
      'callback-known',
      'callback-claimed',
      'callback-closed',
      'clinician-needed',
      'queue-full',
      ...writeProblems,
    ],
  },
  searchKnown: {
    ...routes.searchKnown,
    summary:
      'What a telephone number already has here: bookings to come, its place on the call-back list, where it was sent',
    access: { roles: deskReaders },
    body: KnownSearch,
    problems: ['invalid-request', 'unauthenticated', 'forbidden'],
  },
  proposeSeat: {
    ...routes.proposeSeat,
    summary: 'Keep a seat for a request that is being written, and say why this one',
    access: { roles: deskReaders },
    body: ProposalRequest,
    problems: [
      'invalid-request',
      'unauthenticated',
      'forbidden',
      'slot-taken',
      'window-full',
      'slot-not-bookable',
      'session-overbooked',
      ...writeProblems,
    ],
  },
  explainSlots: {
    ...routes.explainSlots,
    summary: 'Every slot of a date, and why it cannot be had when it cannot',
    access: { roles: deskReaders },
    query: {
      date: 'Service date, `YYYY-MM-DD`; when absent today',
      audience: 'Whose seats are meant: PUBLIC, PRO, SNP or CPTS; when absent the structure’s own',
      label: 'Label of reserved seats the person carries; when absent none',
      commune: 'Where the person is, a commune of the structure; when absent anywhere',
      maxTravelMinutes: 'How far the person accepts to go; when absent as far as the territory says',
      equipment: 'What must be at the site, separated by commas; when absent nothing',
      stepFree: '`true` where no step may be in the way; when absent any site',
    },
    problems: ['invalid-request', 'unauthenticated', 'forbidden'],
  },
} as const satisfies Record<string, Operation>;
