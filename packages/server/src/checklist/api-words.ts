import type { ChecklistRun, SeverityChecklist } from '@relais/model';
import type { ApiWords, MembersOf } from '../core/openapi/api-words.ts';

const members: MembersOf<{ ChecklistRun: ChecklistRun; SeverityChecklist: SeverityChecklist }> = {
  ChecklistRun: {
    version: 'Version of the list that was shown',
    yes: 'Ids of the items ticked; all others were shown and not ticked',
    answeredAt: 'When it was answered',
  },
  SeverityChecklist: {
    id: 'Id of the list, the same in every version and language',
    version: 'Version of its text: changing a word makes another one',
    status: '`draft` until a doctor of the structure has signed it, which the screen says; then `signed`',
    signedBy: 'The doctor who answers for this version; when absent it must be a draft',
    signedAt: 'When it was signed; when absent it must be a draft',
    language: 'Language of this text',
    translationOf: 'Language it was translated from; when absent this is the original',
    title: 'Title shown above the list',
    notice: 'What is shown with the list: what it is for, and its standing while it is a draft',
    items: 'The signs, asked so that « yes » is the worrying answer',
    actions: 'Where one « yes » leads, by the name items give',
    sources: 'What the items are taken from, by the key items give',
  },
};

export const checklistWords: ApiWords = { members };
