import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { openBoard } from './support/desk.ts';
import { type Place, startPlace } from './support/place.ts';

const STRUCTURE = '/api/v1/structures/trois-vallees';
const board = (page: Page) => page.locator('relais-waitlist');

let place: Place;
let messages: string;

test.beforeAll(async () => {
  messages = join(mkdtempSync(join(tmpdir(), 'relais-sms-')), 'sms.jsonl');
  place = await startPlace({ SMS_URL: pathToFileURL(messages).href });
});
test.afterAll(() => place.stop());

/** Sends something from a page's own origin, as whoever sits there. */
async function send<Answer>(page: Page, path: string, body?: object, token?: string): Promise<Answer> {
  return page.evaluate(
    async ({ path, body, token }) => {
      const headers: Record<string, string> = { 'Relais-Client': crypto.randomUUID() };
      if (token !== undefined) headers['Authorization'] = `Bearer ${token}`;
      if (body)
        Object.assign(headers, { 'Content-Type': 'application/json', 'Idempotency-Key': `"${crypto.randomUUID()}"` });
      const response = await fetch(path, {
        method: body ? 'POST' : 'GET',
        headers,
        credentials: token === undefined ? 'same-origin' : 'omit',
        ...(body && { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as never;
    },
    { path: `${STRUCTURE}${path}`, body, token },
  );
}

/** Somebody at home has a seat in some hours. Gives the link of the booking. */
async function book(patient: Page): Promise<string> {
  const { slots } = await send<{ slots: { practiceId: string; start: string }[] }>(patient, '/slots');
  const later = slots.find(({ start }) => Date.parse(start) > Date.now() + 90 * 60_000);
  if (!later) throw new Error('The demonstration has no seat in two hours');
  const slot = { practiceId: later.practiceId, start: later.start };
  const hold = await send<{ token: string }>(patient, '/holds', { slot });
  const { reasons, checklist } = await send<{ reasons: { code: string }[]; checklist?: { version: string } }>(
    patient,
    '',
  );
  const booking = await send<{ id: string; token: string }>(patient, '/bookings', {
    token: hold.token,
    person: { familyName: 'Rendue', givenName: 'Place', birthDate: '1990-01-01', phone: '06 39 98 00 71' },
    reason: reasons[0]?.code ?? '',
    checklistRun: {
      version: checklist?.version ?? '',
      yes: [],
      answeredAt: `${new Date().toISOString().slice(0, 19)}Z`,
    },
  });
  return `#relais=${booking.id}.${booking.token}`;
}

/** The last message to a telephone, once it has left. */
async function linkOf(phone: string): Promise<string> {
  const read = () => {
    try {
      const lines = readFileSync(messages, 'utf8').trim().split('\n');
      const sent = lines
        .map((line) => JSON.parse(line) as { to: string; text: string })
        .filter(({ to }) => to === phone);
      return /https?:\S+/.exec(sent.at(-1)?.text ?? '')?.[0] ?? '';
    } catch {
      return '';
    }
  };
  await expect.poll(read).not.toBe('');
  return read();
}

async function openPage(browser: Browser, path: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${place.backend.url}${path}`);
  return page;
}

test('a call, a call back, a cancellation whose seat is offered, accepted, and seen by all', async ({ browser }) => {
  const hugo = await openBoard(await browser.newContext(), place, 'Hugo Lemaire');
  const nadia = await openBoard(await browser.newContext(), place, 'Nadia Kaci');
  const { reasons } = await send<{ reasons: { code: string }[] }>(nadia, '');

  // A call: the secretary writes it down, and it is on both boards to be called back.
  await send(nadia, '/intakes', {
    ...{ id: crypto.randomUUID(), entryPoint: 'patient', phone: '06 39 98 00 72', regulated: { by: 'doctor' } },
    reason: reasons[0]?.code ?? '',
    person: { familyName: 'Attend', givenName: 'Ida', birthDate: '2001-02-03' },
    decision: { kind: 'callback', class: 'c' },
  });
  for (const page of [hugo, nadia]) await expect(board(page).getByText('Attend Ida')).toBeVisible();

  // A call back: the dispatcher takes it, nobody answers, and it waits again; the secretary sees each.
  const row = board(hugo).locator('tbody tr', { hasText: 'Attend Ida' });
  await row.focus();
  await hugo.keyboard.press('p');
  await expect(board(nadia).locator('tbody tr', { hasText: 'Attend Ida' })).toContainText('Hugo Lemaire');
  await hugo.keyboard.press('r');
  await expect(board(nadia).locator('tbody tr', { hasText: 'Attend Ida' })).toContainText('À prendre');

  // A cancellation by the link of a booking: its seat is kept, and offered to who waits.
  const patient = await openPage(browser, '/mon-rendez-vous.html');
  const link = await book(patient);
  await patient.goto(`${place.backend.url}/mon-rendez-vous.html${link}`);
  await patient.reload();
  const picker = patient.locator('relais-slot-picker');
  await picker.getByRole('button', { name: 'Annuler', exact: false }).first().click();
  await picker.getByRole('button', { name: /^Oui/ }).click();
  for (const page of [hugo, nadia]) {
    await expect(board(page).getByText('Proposition en cours').first()).toBeVisible();
    await expect(board(page).getByText(/Attend Ida.*lien envoyé/)).toBeVisible();
  }

  // She opens the link, and takes it; the boards see it and her row goes.
  const asked = await openPage(browser, '/');
  await asked.goto(await linkOf('+33639980072'));
  const offer = asked.locator('relais-seat-offer');
  await expect(offer.getByText('Gardée jusqu’à')).toBeVisible();
  const { violations } = await new AxeBuilder({ page: asked }).include('relais-seat-offer').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await offer.getByRole('button', { name: 'Oui, je la prends' }).click();
  await expect(offer.getByText('la place est à vous')).toBeVisible();
  for (const page of [hugo, nadia]) {
    await expect(board(page).getByText('Acceptée')).toBeVisible();
    await expect(board(page).locator('tbody tr:not(.gone)', { hasText: 'Attend Ida' })).toHaveCount(0);
  }
  for (const page of [hugo, nadia, patient, asked]) await page.context().close();
});
