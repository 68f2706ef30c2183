import { writeProblems } from '../core/operation.ts';
import type { Operation } from '../core/operation.ts';
import type { Role } from '../core/roles.ts';
import { AttendingDoctorList } from './attending-doctors.ts';
import { DutyList } from './duties.ts';
import { ProfessionalList } from './professionals.ts';
import * as routes from './routes.ts';

const LARGEST_LIST = 1024 * 1024;
const carers = ['delegate', 'delegator', 'slotProvider'] as const satisfies readonly Role[];
const desk = ['secretary', 'dispatcher', 'coordinator'] as const satisfies readonly Role[];

export const peopleOperations = {
  readProfessionals: {
    ...routes.readProfessionals,
    summary: 'Everybody who may act in the structure, to be changed and put back',
    access: { roles: ['structureAdmin'] },
    problems: ['unauthenticated', 'forbidden'],
  },
  importProfessionals: {
    ...routes.importProfessionals,
    summary: 'Say who may act in the structure, and as what; who is left out no longer may',
    access: { roles: ['structureAdmin'] },
    body: ProfessionalList,
    largestBody: LARGEST_LIST,
    problems: ['invalid-request', 'unauthenticated', 'forbidden', ...writeProblems],
  },
  findAttendingDoctors: {
    ...routes.findAttendingDoctors,
    summary: 'Doctors of the directory whose name begins so, twenty at most',
    access: { roles: [...desk, ...carers, 'structureAdmin'], partial: true },
    query: { name: 'Beginning of a family or given name, as it is typed; when absent the first of the directory' },
    problems: ['invalid-request', 'unauthenticated', 'forbidden'],
  },
  importAttendingDoctors: {
    ...routes.importAttendingDoctors,
    summary: 'Replace the directory of attending doctors',
    access: { roles: ['structureAdmin', 'coordinator'] },
    body: AttendingDoctorList,
    largestBody: LARGEST_LIST,
    problems: ['invalid-request', 'unauthenticated', 'forbidden', ...writeProblems],
  },
  readDuties: {
    ...routes.readDuties,
    summary: 'Who is on duty, by service date',
    access: { roles: ['coordinator', 'structureAdmin', 'slotProvider', 'dispatcher', 'secretary'], partial: true },
    query: {
      from: 'First service date, `YYYY-MM-DD`; when absent today',
      to: 'Last service date, included, `YYYY-MM-DD`, at most 100 days after `from`; when absent 31 days after it',
    },
    problems: ['invalid-request', 'unauthenticated', 'forbidden'],
  },
  importDuties: {
    ...routes.importDuties,
    summary: 'Say who is on duty on some dates; those of other dates stay as they are',
    access: { roles: ['structureAdmin', 'coordinator'] },
    body: DutyList,
    largestBody: LARGEST_LIST,
    problems: ['invalid-request', 'unauthenticated', 'forbidden', ...writeProblems],
  },
} as const satisfies Record<string, Operation>;
