import { checklistWords } from './api-words.ts';
import type { SeverityChecklist } from '@relais/model';
import type { Language, Subject } from '../core/subject.ts';
import { checklistDocument } from './checklist-document.ts';
import { checklistRoutes } from './routes.ts';

/** The signs somebody must have looked for before a seat is booked. */
export const checklist: Subject = {
  apiWords: checklistWords,
  documents: [checklistDocument],
  routes: checklistRoutes,
  describe({ documents }, language) {
    const list = listIn(documents.of(checklistDocument) ?? [], language);
    return list ? { checklist: list } : {};
  },
};

/** The list in the language asked for, else in the one it was written in: a list nobody translated is shown all the same. */
function listIn(lists: readonly SeverityChecklist[], language: Language): SeverityChecklist | undefined {
  return lists.find((list) => list.language === language) ?? lists[0];
}

export { checklistDocument, loadChecklists } from './checklist-document.ts';
