import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';
import {
  Clearance,
  EntryReceipt,
  ImportReport,
  Inscribed,
  OpenList,
  RulePreview,
  WaitingEntries,
  WaitingListCounts,
} from './entries.ts';
import { WaitingListSettings } from './settings.ts';

export const countWaitingLists = {
  name: 'countWaitingLists',
  method: 'GET',
  path: '/waiting-lists',
  answer: { status: 200, type: JSON_TYPE, schema: WaitingListCounts },
} as const satisfies Route;

export const listWaitingEntries = {
  name: 'listWaitingEntries',
  method: 'GET',
  path: '/waiting-lists/{list}/entries',
  answer: { status: 200, type: JSON_TYPE, schema: WaitingEntries },
} as const satisfies Route;

export const addWaitingEntry = {
  name: 'addWaitingEntry',
  method: 'POST',
  path: '/waiting-lists/{list}/entries',
  answer: { status: 201, type: JSON_TYPE, schema: EntryReceipt },
} as const satisfies Route;

export const actOnWaitingEntry = {
  name: 'actOnWaitingEntry',
  method: 'POST',
  path: '/waiting-entries/{entry}/actions',
  answer: { status: 200, type: JSON_TYPE, schema: EntryReceipt },
} as const satisfies Route;

export const describeInscription = {
  name: 'describeInscription',
  method: 'GET',
  path: '/waiting-lists/{list}/inscriptions',
  answer: { status: 200, type: JSON_TYPE, schema: OpenList },
} as const satisfies Route;

export const inscribe = {
  name: 'inscribe',
  method: 'POST',
  path: '/waiting-lists/{list}/inscriptions',
  answer: { status: 201, type: JSON_TYPE, schema: Inscribed },
} as const satisfies Route;

export const importWaitingEntries = {
  name: 'importWaitingEntries',
  method: 'POST',
  path: '/waiting-lists/{list}/imports',
  answer: { status: 200, type: JSON_TYPE, schema: ImportReport },
} as const satisfies Route;

export const clearWaitingList = {
  name: 'clearWaitingList',
  method: 'POST',
  path: '/waiting-lists/{list}/clearance',
  answer: { status: 200, type: JSON_TYPE, schema: Clearance },
} as const satisfies Route;

export const previewListRule = {
  name: 'previewListRule',
  method: 'POST',
  path: '/waiting-list-previews',
  answer: { status: 200, type: JSON_TYPE, schema: RulePreview },
} as const satisfies Route;

export const readWaitingListSettings = {
  name: 'readWaitingListSettings',
  method: 'GET',
  path: '/settings/waiting-lists',
  answer: { status: 200, type: JSON_TYPE, schema: WaitingListSettings, tagged: true },
} as const satisfies Route;

export const importWaitingListSettings = {
  name: 'importWaitingListSettings',
  method: 'PUT',
  path: '/settings/waiting-lists',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;
