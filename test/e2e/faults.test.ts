import { startBackend } from './support/backend.ts';
import { expect, test } from './support/fixtures.ts';
import { createVisitor, PickerPage } from './support/picker.ts';
import { startProxy } from './support/proxy.ts';
import { createRival, type SeatKey, seatsOn } from './support/rival.ts';

test('a booking whose answer was lost on the way is made once', async ({ page, backend, watched }) => {
  const rival = createRival(backend.url);
  const keys: unknown[] = [];
  const proxy = await startProxy(backend.url, {
    losesAnswer: ({ method, path, headers }) => {
      if (method !== 'POST' || !path.endsWith('/bookings')) return false;
      keys.push(headers['idempotency-key']);
      return keys.length === 1;
    },
  });
  watched.allow(proxy.url);
  watched.expect(/ERR_EMPTY_RESPONSE|NetworkError|CORS/);
  try {
    const picker = new PickerPage(page);
    await page.goto(`${proxy.url}/medecin-aujourdhui.html`);
    await picker.answerChecklist();
    await picker.chooseReason();
    const before = await rival.listSlots();
    await picker.takeFirstSeat();
    await picker.fill(createVisitor());
    const replayed = page.waitForResponse((response) => response.headers()['idempotent-replayed'] === 'true');
    await picker.confirm();
    await picker.heading('Rendez-vous confirmé').waitFor();
    const { seat } = (await (await replayed).json()) as { seat: SeatKey };
    expect(keys.length).toBeGreaterThan(1);
    expect(new Set(keys).size, 'every try carries the same key').toBe(1);
    expect(await rival.countFree(seat), 'one seat less, not two').toBe(seatsOn(before, seat) - 1);
  } finally {
    await proxy.stop();
  }
});

test('a booking asked for offline is made once the connection is back', async ({ page, context, backend, watched }) => {
  watched.expect(/ERR_|NetworkError|CORS|fetch/);
  const picker = new PickerPage(page);
  const rival = createRival(backend.url);
  await page.goto('/medecin-aujourdhui.html');
  await picker.answerChecklist();
  await picker.chooseReason();
  const before = await rival.listSlots();
  await picker.takeFirstSeat();
  await picker.fill(createVisitor());

  await context.setOffline(true);
  await picker.confirm();
  await expect(picker.root.getByText('Vous êtes hors connexion')).toBeVisible();
  const answered = page.waitForResponse(
    (response) => response.url().endsWith('/bookings') && response.status() === 201,
  );
  await context.setOffline(false);
  await picker.heading('Rendez-vous confirmé').waitFor();
  const { seat } = (await (await answered).json()) as { seat: SeatKey };
  expect(await rival.countFree(seat)).toBe(seatsOn(before, seat) - 1);
});

test('a backend that died is called unreachable, never full, and the booking goes on when it is back', async ({
  page,
  watched,
}) => {
  test.slow();
  const backend = await startBackend();
  watched.allow(backend.url);
  watched.expect(/ERR_|NetworkError|CORS|fetch/);
  try {
    const picker = new PickerPage(page);
    await page.goto(`${backend.url}/medecin-aujourdhui.html`);
    await picker.answerChecklist();

    await backend.kill();
    await picker.pickReason();
    await picker.heading('L’agenda ne répond pas').waitFor();
    await expect(picker.root.getByText(/Aucun créneau libre/)).toHaveCount(0);
    await backend.restart();
    await picker.button('Réessayer').click();

    await picker.takeFirstSeat();
    const visitor = createVisitor();
    await picker.fill(visitor);
    await backend.kill();
    await picker.confirm();
    await picker.heading('L’agenda ne répond pas').waitFor();
    await backend.restart();
    await picker.button('Réessayer').click();
    await picker.heading('Rendez-vous confirmé').waitFor();
  } finally {
    await backend.stop();
  }
});
