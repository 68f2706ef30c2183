import type {
  BookingRequest,
  BookingSettings,
  CancellationRequest,
  HoldRequest,
  MoveRequest,
  Person,
  RestorationRequest,
  SeatFilters,
} from '@relais/model';
import { instantSchema } from '../core/openapi/api-words.ts';
import type { ApiWords, MembersOf, Schema } from '../core/openapi/api-words.ts';

interface Sent {
  HoldRequest: HoldRequest;
  SeatFilters: SeatFilters;
  BookingRequest: BookingRequest;
  Person: Person;
  MoveRequest: MoveRequest;
  CancellationRequest: CancellationRequest;
  RestorationRequest: RestorationRequest;
  BookingSettings: BookingSettings;
}

const members: MembersOf<Sent> = {
  HoldRequest: {
    slot: 'The seat wanted, as the list of slots names it; when absent any seat of `window`',
    window: 'Any seat that starts from `from` on and before `to`; the server chooses. When absent the seat of `slot`',
    filters: 'What the person needs or accepts; when absent every site suits',
    audience:
      'Whose seats: `CPTS` or `PUBLIC`, for professionals also `PRO` or `SNP`; when absent that of the structure’s settings, else `CPTS`',
    label: 'Label of reserved seats, for professionals only; when absent the seats of everybody',
  },
  SeatFilters: {
    siteIds: 'Sites that suit; when absent all of them',
    equipment: 'What there must be at the site, all of it; when absent nothing',
    stepFree: '`true`: only sites that can be reached without a step; when absent `false`',
    commune: 'Where the person comes from, as in `communes` of the structure; when absent no site is too far',
    maxTravelMinutes:
      'Minutes of travel from `commune` at most; when absent those of the territory’s `overflow`, else no limit',
  },
  BookingRequest: {
    token: 'Token of the hold',
    person: 'Who is seen',
    reason: 'Code of a reason of the structure',
    facts: 'What figures of activity need to know of the person, as far as they like to say; when absent nothing',
    checklistRun: 'What was answered to the structure’s severity checklist',
    language: 'Language of mails and of the calendar file; when absent `fr`',
    anotherPerson:
      '`true` answers a `possible-duplicate`: this is somebody else than who has a booking; when absent `false`',
  },
  Person: {
    familyName: 'Family name, with at least one letter, of 100 characters at most once it is cleaned',
    givenName: 'Given name, likewise',
    birthDate: 'Date of birth, within the last 130 years',
    phone: 'Telephone number in any writing, French or with its country; kept as E.164',
    email: 'Where the confirmation goes; when absent no mail is sent',
  },
  MoveRequest: {
    token: 'Token of the hold whose seat takes the place of the booked one',
    why: 'Why, for the desk alone; when absent nobody says',
  },
  CancellationRequest: {
    why: 'Why: the patient asked, is seen elsewhere, the doctor cannot, a mistake, or something else',
    note: 'For colleagues, without clinical detail, and needed where `why` is `other`; when absent nothing',
  },
  RestorationRequest: {
    revision: 'Of the booking since the change that is taken back, as that change was answered',
  },
  BookingSettings: {
    formatVersion: 'What this document is',
    reasons: 'Reasons for a visit that people choose from, in the place of those of the structure’s settings',
  },
};

const alternatives: Schema = {
  type: 'array',
  maxItems: 3,
  items: { $ref: '#/components/schemas/Slot' },
  description: 'The next times and places that are free and suit the same filters',
};

export const bookingWords: ApiWords = {
  members,
  rules: { HoldRequest: { oneOf: [{ required: ['slot'] }, { required: ['window'] }] } },
  problems: {
    'slot-taken': { alternatives },
    'window-full': { alternatives },
    'slot-not-bookable': { alternatives, reason: { $ref: '#/components/schemas/NotBookable' } },
    'duplicate-booking': {
      booking: {
        type: 'object',
        properties: { id: { type: 'string' }, href: { type: 'string' } },
        required: ['id', 'href'],
        description: 'The first booking; its address opens with its own link only',
      },
    },
    'session-overbooked': {
      overbooking: {
        type: 'object',
        properties: { used: { type: 'integer' }, limit: { type: 'integer' } },
        required: ['used', 'limit'],
        description: 'How many are booked above the capacity of this session, and how many may be',
      },
    },
    'too-many-holds': {
      holds: {
        type: 'array',
        items: {
          type: 'object',
          properties: { id: { type: 'string' }, expiresAt: instantSchema },
          required: ['id', 'expiresAt'],
        },
      },
    },
    'deadline-passed': { changeableUntil: instantSchema },
    'checklist-blocks-booking': { outcome: { $ref: '#/components/schemas/ChecklistOutcome' } },
  },
};
