import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { BookingRequest } from '@relais/model';
import { expect, test } from './support/fixtures.ts';
import { createVisitor, PickerPage } from './support/picker.ts';
import { startProxy } from './support/proxy.ts';
import { createRival, type SeatKey, seatsOn } from './support/rival.ts';

const bookingPage = '/medecin-aujourdhui.html';

/** Waits for the answer to the next booking (`POST`, 201) or move (`PATCH`, 200) and reads which seat it gave. */
async function nextSeat(page: Page, method: string, status: number): Promise<SeatKey> {
  const response = await page.waitForResponse(
    (answer) =>
      answer.url().includes('/bookings') && answer.request().method() === method && answer.status() === status,
  );
  const { seat } = (await response.json()) as { seat: SeatKey };
  return seat;
}

/** Presses « Ajouter à l’agenda » and reads the file it gives. */
async function saveCalendar({ page, root }: PickerPage, browserName: string): Promise<string> {
  const answered = page.waitForResponse((response) => response.url().endsWith('/calendar'));
  // Playwright hears nothing of the downloads of a Firefox driven over BiDi: there, what was answered must do.
  const saved = browserName === 'firefox' ? undefined : page.waitForEvent('download');
  await root.getByText('Ajouter à l’agenda').click();
  const response = await answered;
  expect(response.headers()['content-type']).toMatch(/^text\/calendar/);
  const download = await saved;
  if (!download) return response.text();
  expect(download.suggestedFilename()).toMatch(/\.ics$/);
  return readFile(await download.path(), 'utf8');
}

test.describe('a newcomer on a telephone', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('books the first seat, gets the calendar file, moves, cancels and sees the seat free again', async ({
    page,
    browser,
    browserName,
    backend,
  }) => {
    const picker = new PickerPage(page);
    const rival = createRival(backend.url);

    await page.goto('/');
    await page
      .getByRole('main')
      .getByRole('link', { name: /Un médecin aujourd’hui/ })
      .click();
    await picker.answerChecklist();
    await picker.chooseReason();
    const before = await rival.listSlots();
    await picker.takeFirstSeat();
    await picker.fill(createVisitor());
    const [seat] = await Promise.all([nextSeat(page, 'POST', 201), picker.confirm()]);
    await picker.heading('Rendez-vous confirmé').waitFor();
    await expect(picker.root.getByText(/^[A-Z0-9]{3}-[A-Z0-9]{3}$/)).toBeVisible();

    expect(await rival.countFree(seat)).toBe(seatsOn(before, seat) - 1);

    const calendar = await saveCalendar(picker, browserName);
    expect(calendar).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect(calendar).toContain(`DTSTART:${seat.start.replaceAll(/[-:]/g, '')}\r\n`);

    const link = await picker.root.getByRole('link', { name: /Lien personnel/ }).getAttribute('href');
    expect(link).toMatch(/#relais=[\w-]+\.rl_[\w-]+$/);

    // Another device, which remembers nothing of this one.
    const elsewhere = await browser.newContext({ viewport: { width: 360, height: 740 } });
    const opened = await elsewhere.newPage();
    const manager = new PickerPage(opened);
    await opened.goto(new URL(link!, backend.url).href);
    await manager.heading('Votre rendez-vous').waitFor();

    await manager.button('Déplacer').click();
    await manager.heading('Nouveau créneau').waitFor();
    await manager.button(/^Le premier créneau/).click();
    const [moved] = await Promise.all([
      nextSeat(opened, 'PATCH', 200),
      manager.button('Déplacer le rendez-vous').click(),
    ]);
    await manager.heading('Rendez-vous déplacé').waitFor();
    expect(await rival.countFree(seat), 'the first seat is free once moved').toBe(seatsOn(before, seat));

    await manager.button('Annuler le rendez-vous').click();
    await manager.button('Oui, annuler').click();
    await manager.heading('Rendez-vous annulé').waitFor();
    expect(await rival.countFree(moved), 'the second seat is free once cancelled').toBe(seatsOn(before, moved));

    await manager.button('Demander un autre rendez-vous').click();
    await manager.tickNothing();
    await manager.chooseReason();
    await manager.unfold();
    await expect(manager.slots({ start: moved.start, left: String.raw`\d+ places?` }).first()).toBeVisible();
    await elsewhere.close();
  });

  test('is shown the number 15 in place of the page as soon as an emergency sign is ticked', async ({ page }) => {
    const picker = new PickerPage(page);
    const writes: string[] = [];
    page.on('request', (request) => {
      if (request.method() !== 'GET') writes.push(request.url());
    });

    await page.goto(bookingPage);
    await picker.start();
    await picker.root.getByRole('checkbox', { name: /perdu connaissance/ }).click();
    await picker.heading('Appelez le 15 maintenant').waitFor();
    await expect(picker.root.getByRole('link', { name: /15/ }).first()).toHaveAttribute('href', 'tel:15');
    await expect(picker.root.getByRole('link', { name: /114/ })).toHaveAttribute('href', 'sms:114');
    await expect(picker.root.getByRole('checkbox')).toHaveCount(0);
    await expect(picker.button(/Aucun|Continuer|créneau/)).toHaveCount(0);
    expect(writes).toEqual([]);
  });

  test('says for figures of activity as much as they like, and takes the rest back', async ({
    page,
    backend,
    watched,
  }) => {
    const sent: BookingRequest[] = [];
    const proxy = await startProxy(backend.url, {
      before: ({ path, body }) => {
        if (path.endsWith('/bookings')) sent.push(body as BookingRequest);
      },
    });
    watched.allow(proxy.url);
    try {
      const picker = new PickerPage(page);
      await page.goto(`${proxy.url}${bookingPage}`);
      await picker.answerChecklist();
      await picker.chooseReason();
      await picker.takeFirstSeat();
      await picker.fill(createVisitor());
      await picker.root.getByText('Questions facultatives').click();
      await picker.root.getByLabel('Sexe').selectOption('Femme');
      await picker.root.getByLabel('Commune de résidence').selectOption({ index: 1 });
      await picker.root.getByLabel('Médecin traitant déclaré').selectOption('Non');
      await picker.root.getByLabel('Sexe').selectOption('Sans réponse');
      const commune = await picker.root.getByLabel('Commune de résidence').inputValue();
      await picker.confirm();
      await picker.heading('Rendez-vous confirmé').waitFor();
      expect(sent.map(({ facts }) => facts)).toEqual([{ commune, attendingDoctor: 'none' }]);
    } finally {
      await proxy.stop();
    }
  });

  test('is told when somebody else took the seat, and takes one of the three offered', async ({
    page,
    backend,
    watched,
  }) => {
    watched.expect(/409/);
    const rival = createRival(backend.url);
    let isFirst = true;
    // The list on screen is live: only between the click and the hold can it be out of date.
    const proxy = await startProxy(backend.url, {
      before: async ({ path, body }) => {
        const slot = path.endsWith('/holds') ? (body as { slot?: SeatKey }).slot : undefined;
        if (!isFirst || !slot) return;
        isFirst = false;
        await rival.takeAll(slot);
      },
    });
    watched.allow(proxy.url);
    try {
      const picker = new PickerPage(page);
      await page.goto(`${proxy.url}${bookingPage}`);
      await picker.answerChecklist();
      await picker.chooseReason();
      await picker.unfold();
      // One practice works there: the hold asks for this very seat and not for any of several.
      await picker.slots({ place: 'Cabinet de l’Écluse' }).nth(2).click();
      await picker.heading('Ce créneau vient d’être pris').waitFor();
      const others = picker.root.getByRole('listitem').getByRole('button');
      await expect(others).toHaveCount(3);
      await others.first().click();
      await picker.heading('Vos coordonnées').waitFor();
    } finally {
      await proxy.stop();
    }
  });
});

test('a page in a language that the kit does not bring books in it', async ({ page }) => {
  const { root } = new PickerPage(page);
  const visitor = createVisitor();
  const press = (name: string | RegExp) => root.getByRole('button', { name }).first().click();
  await page.goto('/medico-hoy.html');
  await press('Pedir una cita');
  await press('Ninguno de estos signos');
  await root.getByRole('heading', { name: 'Motivo de la visita' }).waitFor();
  await press(/Fièvre/);
  await press(/La primera hora/);
  await root.getByLabel('Apellidos').fill(visitor.familyName);
  await root.getByLabel('Nombre', { exact: true }).fill(visitor.givenName);
  await root.getByLabel('Fecha de nacimiento').fill(visitor.birthDate);
  await root.getByLabel('Teléfono').fill(visitor.phone);
  await press('Confirmar la cita');
  await expect(root.getByRole('heading', { name: 'Cita confirmada' })).toBeVisible();
  // Dates, too, are said in the language.
  await expect(root.getByText(/(lunes|martes|miércoles|jueves|viernes|sábado|domingo),? \d/).first()).toBeVisible();
});
