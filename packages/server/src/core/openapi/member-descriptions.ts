import type {
  BookingRequest,
  ChecklistRun,
  HoldRequest,
  MoveRequest,
  Person,
  SeatFilters,
  StructureSettings,
} from '@relais/model';

/** What is sent to the API, but for the territory file, which is a format of its own. */
interface Sent {
  HoldRequest: HoldRequest;
  SeatFilters: SeatFilters;
  BookingRequest: BookingRequest;
  ChecklistRun: ChecklistRun;
  Person: Person;
  MoveRequest: MoveRequest;
  StructureSettings: StructureSettings;
}

type Described = { readonly [Name in keyof Sent]: Readonly<Record<keyof Sent[Name], string>> };

const described: Described = {
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
    checklistRun: 'What was answered to the structure’s severity checklist',
    language: 'Language of mails and of the calendar file; when absent `fr`',
    anotherPerson:
      '`true` answers a `possible-duplicate`: this is somebody else than who has a booking; when absent `false`',
  },
  ChecklistRun: {
    version: 'Version of the list that was shown',
    yes: 'Ids of the items ticked; all others were shown and not ticked',
    answeredAt: 'When it was answered',
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
  },
  StructureSettings: {
    formatVersion: 'What this document is',
    id: 'Id of the structure, that of the path',
    name: 'Name people know the structure by',
    phone: 'Telephone of the coordination desk, shown where somebody must call; when absent none is shown',
    manageUrl: 'Page where booking links lead; when absent mails and calendar files carry none',
    origins: 'Sites whose pages may book, besides those the operator allows; when absent no others',
    audience: 'Whose seats are searched when nobody says; when absent `CPTS`',
    reasons: 'Reasons for a visit that people choose from',
  },
};

/** What each member of a shape is for, by the shape's name. */
export const memberDescriptions: Readonly<Record<string, Readonly<Record<string, string>>>> = { ...described };
