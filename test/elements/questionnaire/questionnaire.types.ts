import type { RelaisErrorEvent } from '@relais/elements';
import type { QuestionnaireResponse } from '@relais/sdk/questionnaire';

// Only compiled: what TypeScript promises to hosts that use the tag, its properties and its events.

const element = document.createElement('relais-questionnaire');

element.addEventListener('relais-change', ({ detail }) => {
  const linkIds: readonly string[] = detail.linkIds;
  // @ts-expect-error An event never carries an answer.
  return linkIds.concat(String(detail.answers));
});

document.addEventListener('relais-validity', ({ detail }) => {
  const valid: boolean = detail.valid;
  return valid && detail.errors + detail.warnings === 0;
});

element.addEventListener('relais-draft', ({ detail }) => {
  const state: 'saved' | 'resumed' | 'discarded' | 'failed' = detail.state;
  return state;
});

element.addEventListener('relais-complete', (event) => {
  event.waitUntil(Promise.resolve('saved'));
  // @ts-expect-error What is not promised cannot be waited for.
  event.waitUntil('saved');
  const nothing: Record<string, never> = event.detail;
  return nothing;
});

// One class and one detail for every element: a host listens once, wherever it likes.
const tell = ({ detail }: RelaisErrorEvent): string => `${detail.code} ${detail.linkId ?? ''}`;
element.addEventListener('relais-error', tell);
document.createElement('relais-slot-picker').addEventListener('relais-error', tell);
document.addEventListener('relais-error', tell);
document.createElement('div').addEventListener('relais-error', ({ detail }) => {
  // @ts-expect-error Nor does it carry an answer.
  return String(detail.answer);
});

element.questionnaire = '{"resourceType":"Questionnaire"}';
element.response = { anything: 'a host may have stored' };
const response: QuestionnaireResponse | undefined = element.response;
void response;

element.strings = { complete: 'Envoyer', errors: (count) => `${count} à revoir` };
// @ts-expect-error A text that counts is a function.
element.strings = { errors: 'À revoir' };
// @ts-expect-error A key that is none of ours.
element.strings = { hello: 'Bonjour' };

element.terminology = ({ valueSet }) => Promise.resolve([{ system: valueSet, code: 'a' }]);
// @ts-expect-error The faults are read, not written.
element.issues = [];
