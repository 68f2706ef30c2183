import type { ClosureCause, DayStanding, OpenSite, SentState } from '@relais/sdk/open-now';
import { dates, trouble, zone } from '../../ui/words/en.ts';
import type { OpenNowStrings } from './fr.ts';

const ago = (ms: number) => (ms < 3_600_000 ? `${Math.floor(ms / 60_000)} min` : `${Math.floor(ms / 3_600_000)} h`);

const count = (number: number, one: string, more: string) => `${number} ${number === 1 ? one : more}`;

const audiences: Record<OpenSite['audiences'][number], string> = {
  CPTS: 'Patients of the community',
  PUBLIC: 'Everybody',
  PRO: 'Professionals',
  SNP: 'SAS dispatch',
};

const days: Record<Exclude<DayStanding, 'open' | 'closed'>, string> = {
  later: 'Nothing is open at the moment',
  over: 'Today’s openings are over',
  nonePlanned: 'No opening is planned today',
  noTerritory: 'The structure has not told any place yet',
};

const causes: Record<ClosureCause, string> = { holiday: 'public holiday', closure: 'closure' };

const states: Record<SentState, string> = {
  awaited: 'awaited',
  arrived: 'came',
  noShow: 'did not come',
  cancelled: 'cancelled',
};

export const en: OpenNowStrings = {
  ...dates,
  ...trouble,
  ...zone,
  loading: 'Reading…',
  unreachable: 'What is open cannot be read',
  unreachableText: 'The server does not answer. That does not mean that nothing is open. Try again in a moment.',
  title: 'Open now',
  live: 'Live',
  readAt: (at) => `As of ${at}`,
  old: (at, ms) =>
    `It cannot be read again for now. This is how it stood on ${at}, ${ago(ms)} ago: it may have changed.`,
  again: 'Up to date again.',
  refresh: 'Read again',
  bypass: 'Bypass telephone',
  call: (number) => `Call ${number}`,
  noBypass: 'No bypass telephone has been given.',
  standing: (standing) => days[standing],
  closedToday: (why) => `Closed today: ${why.map((cause) => causes[cause]).join(' and ')}`,
  closed: 'Closed today',
  closedFor: (why) => why.map((cause) => causes[cause]).join(' and '),
  nothingLeft: (minutes) => `It is open, but no seat is left in the next ${minutes / 60} hours.`,
  next: (when) => `Next seat: ${when}.`,
  noNext: 'No later seat can be booked yet.',
  sites: 'Today’s places',
  isOpen: (until) => `open until ${until}`,
  hasClosed: (until) => `closed since ${until}`,
  opens: (from, until) => `opens at ${from}, until ${until}`,
  seats: (number, minutes) =>
    number === 0
      ? `No seat left within ${minutes / 60} hours`
      : `${count(number, 'seat', 'seats')} within ${minutes / 60} hours`,
  firstSeat: (time) => `the first at ${time}`,
  where: 'Address',
  noAddress: 'address not given',
  forWhom: 'For whom',
  audience: (key) => audiences[key],
  ages: 'Ages',
  agesOf: ({ from, to }) =>
    from !== undefined && to !== undefined
      ? `${from} to ${to} years`
      : from !== undefined
        ? `from ${from} years`
        : to !== undefined
          ? `up to ${to} years`
          : 'not said',
  noAges: 'not said',
  equipment: 'Equipment',
  noEquipment: 'none given',
  tool: (key) =>
    ({ suture: 'Stitches', ecg: 'Electrocardiogram', plaster: 'Plaster casts', pediatric: 'Care for children' })[key] ??
    key,
  stepFree: 'Step-free',
  sent: 'Sent by the dispatch today',
  sentNone: 'Nobody was sent by the dispatch today.',
  sentCount: (total) => `${total} sent`,
  arrived: (number) => `${number} came`,
  noShow: (number) => `${number} did not come`,
  awaited: (number) => `${number} awaited`,
  cancelled: (number) => `${number} cancelled`,
  state: (state) => states[state],
  isPast: 'hour past',
  number: (reference) => `no. ${reference}`,
};
