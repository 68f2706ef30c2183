import type { StructureSettings } from '@relais/model';
import type { ApiWords, MembersOf } from '../core/openapi/api-words.ts';

const members: MembersOf<{ StructureSettings: StructureSettings }> = {
  StructureSettings: {
    formatVersion: 'What this document is',
    id: 'Id of the structure, that of the path',
    name: 'Name people know the structure by',
    phone: 'Telephone of the coordination desk, shown where somebody must call; when absent none is shown',
    bypassPhone:
      'Telephone by which a regulator reaches those on duty; told to the front desk alone; when absent none is',
    quizAttempts: 'How often the quiz of a protocol may be tried in how many days; as often as one likes when absent',
    manageUrl: 'Page where booking links lead; when absent mails and calendar files carry none',
    dutyUrl: 'Page where links of duty calls lead; when absent no volunteer can be asked by a link',
    origins: 'Sites whose pages may book, besides those the operator allows; when absent no others',
    audience: 'Whose seats are searched when nobody says; when absent `CPTS`',
    reasons: 'Reasons for a visit that people choose from, where booking has no settings of its own; when absent none',
  },
};

export const structureWords: ApiWords = { members };
