import type { RelaisErrorEvent } from '@relais/elements';
import type { Client } from '@relais/sdk';

// Only compiled: what TypeScript promises to hosts that use the tag, its properties and its events.

const picker = document.createElement('relais-slot-picker');

picker.addEventListener('relais-slot-held', ({ detail }) => {
  const ids: string[] = [detail.holdId, detail.practiceId, detail.start, detail.expiresAt];
  // @ts-expect-error An event never says who comes.
  return ids.concat(String(detail.person));
});

document.addEventListener('relais-slot-redirected', ({ detail }) => {
  const outcome: 'call-15' | 'clinician-callback' | 'attending-doctor' = detail.outcome;
  // @ts-expect-error Nor which sign was ticked.
  return outcome.concat(String(detail.itemIds));
});

picker.addEventListener('relais-error', (event: RelaisErrorEvent) => {
  const code: string = event.detail.code;
  // @ts-expect-error An error never says whose it is, nor what was typed.
  return code.concat(String(event.detail.person));
});

document.addEventListener('relais-slot-request', (event) => event.preventDefault());

picker.strings = { start: 'Prendre rendez-vous', seats: (count) => `${count} fauteuils` };
// @ts-expect-error A text that counts is a function.
picker.strings = { seats: 'places' };
// @ts-expect-error A key that is none of ours.
picker.strings = { hello: 'Bonjour' };

picker.client = {} as Client;
picker.equipment = 'suture ecg';
picker.sex = 'female';
// @ts-expect-error Not a code of FHIR's.
picker.sex = 'F';
picker.attendingDoctor = 'elsewhere';
// @ts-expect-error The screen is not the host's to choose.
picker.state = 'confirmed';
