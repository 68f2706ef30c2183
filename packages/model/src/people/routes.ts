import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';
import { AttendingDoctors } from './attending-doctors.ts';
import { Duties } from './duties.ts';
import { ProfessionalList } from './professionals.ts';

export const readProfessionals = {
  name: 'readProfessionals',
  method: 'GET',
  path: '/professionals',
  answer: { status: 200, type: JSON_TYPE, schema: ProfessionalList },
} as const satisfies Route;

export const importProfessionals = {
  name: 'importProfessionals',
  method: 'PUT',
  path: '/professionals',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;

export const findAttendingDoctors = {
  name: 'findAttendingDoctors',
  method: 'GET',
  path: '/attending-doctors',
  answer: { status: 200, type: JSON_TYPE, schema: AttendingDoctors },
} as const satisfies Route;

export const importAttendingDoctors = {
  name: 'importAttendingDoctors',
  method: 'PUT',
  path: '/attending-doctors',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;

export const readDuties = {
  name: 'readDuties',
  method: 'GET',
  path: '/duties',
  answer: { status: 200, type: JSON_TYPE, schema: Duties },
} as const satisfies Route;

export const importDuties = {
  name: 'importDuties',
  method: 'PUT',
  path: '/duties',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;
