import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';
import { LetterPreview, LetterState, RunLetters, VisitLetters } from './letter.ts';
import { LetterSettings } from './settings.ts';

const state = { status: 200, type: JSON_TYPE, schema: LetterState } as const;

export const listLetters = {
  name: 'listLetters',
  method: 'GET',
  path: '/runs/{run}/letters',
  answer: { status: 200, type: JSON_TYPE, schema: RunLetters },
} as const satisfies Route;

export const makeLetter = {
  name: 'makeLetter',
  method: 'POST',
  path: '/runs/{run}/letters',
  answer: { ...state, status: 201 },
} as const satisfies Route;

export const sendLetter = {
  name: 'sendLetter',
  method: 'POST',
  path: '/runs/{run}/letters/{letter}/sendings',
  answer: state,
} as const satisfies Route;

export const handLetter = {
  name: 'handLetter',
  method: 'POST',
  path: '/runs/{run}/letters/{letter}/handings',
  answer: state,
} as const satisfies Route;

export const printLetter = {
  name: 'printLetter',
  method: 'GET',
  path: '/runs/{run}/letters/{letter}/pdf',
  answer: { status: 200, type: 'application/pdf' },
} as const satisfies Route;

export const packLetter = {
  name: 'packLetter',
  method: 'GET',
  path: '/runs/{run}/letters/{letter}/package',
  answer: { status: 200, type: 'application/zip' },
} as const satisfies Route;

export const mailLetter = {
  name: 'mailLetter',
  method: 'GET',
  path: '/runs/{run}/letters/{letter}/message',
  answer: { status: 200, type: 'message/rfc822' },
} as const satisfies Route;

export const listVisitLetters = {
  name: 'listVisitLetters',
  method: 'GET',
  path: '/visits/{visit}/letters',
  answer: { status: 200, type: JSON_TYPE, schema: VisitLetters },
} as const satisfies Route;

export const makeVisitLetter = {
  name: 'makeVisitLetter',
  method: 'POST',
  path: '/visits/{visit}/letters',
  answer: { ...state, status: 201 },
} as const satisfies Route;

export const sendVisitLetter = {
  name: 'sendVisitLetter',
  method: 'POST',
  path: '/visits/{visit}/letters/{letter}/sendings',
  answer: state,
} as const satisfies Route;

export const handVisitLetter = {
  name: 'handVisitLetter',
  method: 'POST',
  path: '/visits/{visit}/letters/{letter}/handings',
  answer: state,
} as const satisfies Route;

export const printVisitLetter = {
  name: 'printVisitLetter',
  method: 'GET',
  path: '/visits/{visit}/letters/{letter}/pdf',
  answer: { status: 200, type: 'application/pdf' },
} as const satisfies Route;

export const packVisitLetter = {
  name: 'packVisitLetter',
  method: 'GET',
  path: '/visits/{visit}/letters/{letter}/package',
  answer: { status: 200, type: 'application/zip' },
} as const satisfies Route;

export const mailVisitLetter = {
  name: 'mailVisitLetter',
  method: 'GET',
  path: '/visits/{visit}/letters/{letter}/message',
  answer: { status: 200, type: 'message/rfc822' },
} as const satisfies Route;

export const readLetterSettings = {
  name: 'readLetterSettings',
  method: 'GET',
  path: '/letter-settings',
  answer: { status: 200, type: JSON_TYPE, schema: LetterSettings, tagged: true },
} as const satisfies Route;

export const importLetterSettings = {
  name: 'importLetterSettings',
  method: 'PUT',
  path: '/letter-settings',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;

export const previewLetters = {
  name: 'previewLetters',
  method: 'POST',
  path: '/letter-previews',
  answer: { status: 200, type: JSON_TYPE, schema: LetterPreview },
} as const satisfies Route;
