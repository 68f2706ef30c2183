import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  actionOperations,
  activityReportOperations,
  allocationOperations,
  consentOperations,
  contractOperations,
  dashboardOperations,
  exportFileOperations,
  coordinationOperations,
  webhookOperations,
  dutyCallOperations,
  patientRequestOperations,
  freedSeatOperations,
  historyOperations,
  indicatorOperations,
  intakeOperations,
  letterOperations,
  openNowOperations,
  operations,
  paperOperations,
  planningOperations,
  protocolOperations,
  retentionOperations,
  runOperations,
  structurePath,
  teamOperations,
  visitOperations,
  waitingListOperations,
} from '@relais/model';
import type { Operation, OperationName } from '@relais/model';
import { createClient } from '@relais/sdk';
import { createDesk } from '@relais/sdk/desk';
import { withSession } from '@relais/sdk/session';
import { settle } from '../support/clock.ts';

const { readLedger: _, ...accountOperations } = allocationOperations;

/** Routes of the contract that no element calls: files of coordinators and administrators are handed over by a program. */
const leftOut: OperationName[] = [
  ...(['importTerritory', 'importChecklist', 'readSettings', 'importSettings'] as const),
  ...(['readBookingSettings', 'importBookingSettings'] as const),
  ...(['readProfessionals', 'importProfessionals', 'readDuties', 'importDuties'] as const),
  ...(['findAttendingDoctors', 'importAttendingDoctors', 'importDeskSettings'] as const),
  // At a desk, tried on the real backend by the tests of the intake.
  'cancelAtDesk',
  'endSessions',
  // By the link of a treating doctor, tried on the real backend by the tests of the element.
  ...(['readDoctorQuestion', 'answerDoctorQuestion'] as const),
  // Asked for somebody who is signed in, as the tests of the session do.
  'readSessionKey',
  // Modules of their own, tried on the real backend by the tests of their subjects.
  ...(Object.keys({
    ...protocolOperations,
    ...teamOperations,
    ...visitOperations,
    ...accountOperations,
    ...consentOperations,
    ...runOperations,
    ...intakeOperations,
    ...dutyCallOperations,
    ...patientRequestOperations,
    ...freedSeatOperations,
    ...waitingListOperations,
    ...retentionOperations,
    ...indicatorOperations,
    ...activityReportOperations,
    ...exportFileOperations,
    ...actionOperations,
    ...contractOperations,
    ...dashboardOperations,
    ...historyOperations,
    ...letterOperations,
    ...openNowOperations,
    ...planningOperations,
    ...paperOperations,
    ...coordinationOperations,
    ...webhookOperations,
  }) as OperationName[]),
];

/** Calls everything the SDK has, of a server that refuses all of it, and gives what was asked. */
async function callEverything(): Promise<Request[]> {
  const requests: Request[] = [];
  const refusal = JSON.stringify({ type: 'about:blank', title: 'No', status: 404, code: 'not-found' });
  const client = createClient({
    api: 'https://agenda.test',
    structure: 'cpts',
    storage: 'memory',
    session: withSession(),
    getToken: () => undefined,
    fetch(request) {
      // The transport lets go of the body of a request that was refused.
      requests.push(request.clone());
      return new Response(refusal, { status: 404 });
    },
  });
  const { bookings, events, ledger, session, slots, structure } = client;
  const desk = createDesk(client);
  const link = { bookingId: 'b1', token: 'rl_b' };
  const hold = { id: 'h1', token: 'rl_h' };
  const person = { familyName: 'A', givenName: 'B', birthDate: '2000-01-01', phone: '0600000000' };
  const checklistRun = { version: '1', yes: [], answeredAt: '2026-11-09T07:00:00Z' };
  await Promise.allSettled([
    structure.describe(),
    slots.list({ from: '2026-11-09', to: '2026-11-10', audience: 'SNP', label: 'icope' }),
    bookings.hold({ slot: { practiceId: 'p1', start: '2026-11-09T09:00:00Z' } }),
    bookings.release(hold),
    bookings.confirm(hold, { person, reason: 'fever', checklistRun }),
    bookings.open(link),
    bookings.move(link, hold),
    bookings.cancel(link),
    bookings.calendar(link),
    ledger.read(),
    session?.refresh(),
    desk.list(),
    desk.read('c1'),
    desk.request({ id: 'c'.repeat(26), class: 'b', entryPoint: 'patient', phone: '0639981234' }),
    desk.act({ id: 'c1', revision: 1 }, { kind: 'claim' }),
    desk.settings(),
  ]);
  events.subscribe({}, { audience: 'SNP', label: 'icope' });
  while (!requests.some(({ url }) => url.includes('/events'))) await settle();
  return requests;
}

function matches({ method, url }: Request, operation: Operation): boolean {
  const pattern = (structurePath + operation.path).replace(/\{\w+\}/g, '[^/]+');
  return method === operation.method && new RegExp(`^${pattern}$`).test(new URL(url).pathname);
}

it('the SDK calls every route of the contract as it is written there', async () => {
  const requests = await callEverything();
  for (const [name, operation] of Object.entries(operations) as [OperationName, Operation][]) {
    const calls = requests.filter((request) => matches(request, operation));
    assert.equal(calls.length, leftOut.includes(name) ? 0 : 1, name);
    for (const request of calls) await checkRequest(request, operation, name);
  }
  assert.equal(requests.length, Object.keys(operations).length - leftOut.length, 'and nothing else');
});

async function checkRequest(request: Request, operation: Operation, name: string): Promise<void> {
  const isWrite = operation.method !== 'GET';
  assert.equal(request.headers.has('Idempotency-Key'), isWrite, `${name} has a key`);
  const queries = [...new URL(request.url).searchParams.keys()];
  for (const query of queries) assert.ok(operation.query && query in operation.query, `${name} knows ${query}`);
  if (operation.body) assert.ok(operation.body.safeParse(await request.json()).success, `${name} takes the body`);
}
