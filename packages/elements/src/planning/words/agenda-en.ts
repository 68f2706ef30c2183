import type { agendaWords as fr } from './agenda-fr.ts';

const count = (number: number, one: string, more: string) => `${number} ${number === 1 ? one : more}`;

export const agendaWords: typeof fr = {
  busyTitle: 'When I am taken elsewhere',
  busyText:
    'Give the address of the calendar you keep anyway (an .ics file): it is read again every half hour, and you need not keep two.',
  busyHolds:
    'Of your calendar only the busy hours are kept: no title, no place, nobody’s name. You and the coordination see them.',
  busyUnreachable: 'This server has no way to calendars outside: ask the coordination.',
  busyGive: 'Give the address of my calendar',
  busyReplace: 'Give another address',
  busyEnd: 'Read my calendar no more',
  busyEnded: 'Your calendar is read no more, and its hours are forgotten.',
  busyFrom: (host, when) => `Calendar of ${host}, given on ${when}.`,
  busyNeverRead: 'Not read yet.',
  busyReading: 'Being read…',
  busyLook: 'Look again',
  busyTaken: 'The address is kept: the calendar is being read.',
  busyUnknown:
    'When people are taken elsewhere could not be read: nothing here says whether anybody is free. All the rest is up to date.',
  busyStillUnknown: 'When people are taken elsewhere still cannot be read.',
  busyKnown: 'When people are taken elsewhere was read.',
  busyReadAt: (when) => `Read on ${when}.`,
  busyFailing: (since) => `Cannot be read since ${since}.`,
  busyKept: 'The hours below are those of the last reading.',
  busyFailures: {
    gone: 'The host says that this address opens nothing any more: give another.',
    other:
      'There is no calendar at this address but something else, such as a page: look for the “iCal” or “.ics” address.',
    large: 'The calendar is too large to be read: give the address of a smaller one.',
    forgotten: 'The server was set up anew and has lost the address: give it again.',
    refused: 'The address leads where this server may not go: give another.',
    silent: 'The calendar’s host does not answer: reading is tried again by itself.',
  },
  busyUnread: (events) =>
    `${count(events, 'event was', 'events were')} not understood: nothing says whether the calendar is free then.`,
  busyNone: 'No busy hour in the coming eight weeks.',
  busyTimes: 'Busy hours',
  busyMore: (times) => `See ${times} more`,
  wholeDay: (date) => `${date}, all day`,
  wholeDays: (first, last) => `${first} to ${last}, all day`,
  busyWhere: 'Where to find the address:',
  busyWheres: [
    'Google Calendar, on a computer: settings of the calendar, “Secret address in iCal format”.',
    'Outlook on the web: settings, “Shared calendars”, publish, “ICS” link.',
    'iCloud: share the calendar, “Public Calendar”, copy the link.',
  ],
  busyAddress: 'Address of my calendar',
  busyAddressHelp: 'Begins with https:// or webcal://. It is not shown afterwards, to anybody.',
  busyRead: 'Read this calendar',
  busyAddressFaults: {
    'not-an-address': 'Paste an address that begins with https:// or webcal://',
    'not-https': 'Paste an address that begins with https:// or webcal://',
    'has-credentials': 'Paste an address without user name or password',
    'host-unknown': 'No host has this name: check the address',
    'not-public': 'This address is of a private network: paste one that opens from everywhere',
    'too-slow': 'The host was not found in time: try again',
  },
  busyGiven: 'Calendar read.',
  busyGivenUnread: 'The address is kept, but the calendar could not be read.',
  ownBusy: (times) => `Your calendar is busy: ${times}.`,
  busyPeople: 'When volunteers are taken elsewhere',
  busyPeopleText: 'By their own calendars, of those who have given the address. The others are not free for all that.',
  busyInRange: 'Calendars are busy during this range',
  busyOf: (name, time) => `${name}: ${time}`,
  busyMoreOf: (times) => `and ${count(times, 'more time', 'more times')}`,
  busyThen: (names) => `calendar busy: ${names}`,
  agendaBusy: 'calendar busy then',
  busyOnRanges: (ranges) => `calendar busy on ${count(ranges, 'chosen range', 'chosen ranges')}`,
};
