import { duration } from './duration.ts';
import type {
  DateWords,
  DialogWords,
  FieldWords,
  PersonWords,
  TableWords,
  ToastWords,
  TroubleWords,
  ZoneWords,
} from './fr.ts';

export const retry = 'Try again';

export const dates: DateWords = {
  time: (hour, minute) => `${hour < 10 ? '0' : ''}${hour}:${minute < 10 ? '0' : ''}${minute}`,
  // Some engines write a comma after the day of the week.
  day: (date) => date.replace(',', ''),
  at: (date, time) => `${date}, ${time}`,
};

export const trouble: TroubleWords = {
  retry,
  back: 'Back',
  duration,
  unreachable: 'The server does not answer',
  unreachableText: 'This does not mean that there is nothing to see. Try again in a moment.',
  offline: 'You are offline',
  offlineText: 'The page goes on as soon as the connection is back.',
  waiting: 'Many requests at the moment',
  waitingText: (duration) => `Trying again by itself in ${duration}. Keep this page open.`,
  failed: 'The request did not succeed',
  failedText: 'Try again. If it goes on, tell your structure.',
  failedCode: (code) => `Code: ${code}`,
  signedOut: 'Your session is over',
  signedOutText: 'Sign in again, then try again.',
  signIn: 'Sign in',
  forbidden: 'You have no access to this part',
  forbiddenText: 'Your role does not allow it. The administrator of your structure can give it to you.',
  signInOtherwise: 'Sign in as somebody else',
  missing: 'Not found',
  missingText: 'What was asked for does not exist, or no longer does.',
  misconfigured: 'The service is not available here',
  misconfiguredText: 'This page does not name a server and a structure we know.',
  siteNotAllowed: 'The service is not open on this site',
  siteNotAllowedText: 'Nothing has been asked or recorded.',
  siteKeeper: 'For the person who keeps this site',
  siteUnknown: 'The server does not know this site. Have its address added there, then try again:',
  siteSettings: 'The administrator of the structure adds it to the list “origins” of its settings:',
  siteOperator: 'Or the operator of the server adds it to its configuration, after a comma if there are others:',
  siteNameless:
    'This page has no address of a site: it is a file opened as it is, or a sandboxed frame. Put it on a site, then have the address of that site added to the server.',
};

export const fields: FieldWords = {
  optional: 'optional',
  faultCount: (count) => (count > 1 ? `${count} answers to correct` : 'One answer to correct'),
};

export const dialog: DialogWords = { cancel: 'Cancel' };

export const toast: ToastWords = {
  undo: 'Undo',
  undoHint: 'The button “Undo” is at the bottom of the page.',
  close: 'Close the message',
};

export const table: TableWords = {
  actions: 'Actions',
  sortBy: 'Sort by',
  unsorted: 'As they came',
  sortedUp: (column) => `${column}, upwards`,
  sortedDown: (column) => `${column}, downwards`,
};

export const person: PersonWords = {
  years: (count) => (count > 1 ? `${count} years` : `${count} year`),
  months: (count) => (count > 1 ? `${count} months` : `${count} month`),
};

export const zone: ZoneWords = { zone: (zone) => `Times are those of the place (${zone}).` };
