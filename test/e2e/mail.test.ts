import { startSmtp } from '../server/support/local-smtp.ts';
import { startBackend } from './support/backend.ts';
import { expect, test } from './support/fixtures.ts';
import { createVisitor, PickerPage } from './support/picker.ts';

test('the confirmation arrives by mail with its calendar file, and its link opens the booking', async ({
  page,
  browser,
  watched,
}) => {
  const smtp = await startSmtp();
  const backend = await startBackend({
    SMTP_URL: smtp.url,
    SMTP_FROM: 'rendez-vous@cpts.example.org',
    RELAIS_LOG: 'trace',
  });
  watched.allow(backend.url);
  const elsewhere = await browser.newContext();
  try {
    const visitor = { ...createVisitor(), email: 'capucine.delaunay@example.org' };
    const picker = new PickerPage(page);
    await page.goto(`${backend.url}/medecin-aujourdhui.html`);
    await picker.book(visitor);
    await expect(picker.root.getByText('Un courriel de confirmation vous est envoyé')).toBeVisible();
    const reference = (await picker.root.getByText(/^[A-Z0-9]{3}-[A-Z0-9]{3}$/).textContent())!.trim();

    await expect.poll(() => smtp.received.length).toBe(1);
    const { to, message } = smtp.received[0]!;
    expect(to).toEqual([visitor.email]);
    const text = message.parts.find(({ type }) => type.startsWith('text/plain'))!.body;
    expect(text).toContain(reference);
    const calendar = message.parts.find(({ type }) => type.startsWith('text/calendar'))!;
    expect(calendar.type).toContain('method=REQUEST');
    expect(calendar.body).toContain('METHOD:REQUEST');
    expect(calendar.body).toMatch(/\r\nDTSTART:\d{8}T\d{6}Z\r\n/);

    const link = /http\S+#relais=\S+/.exec(text)![0];
    expect(new URL(link).origin).toBe(backend.url);
    const opened = await elsewhere.newPage();
    await opened.goto(link);
    const manager = new PickerPage(opened);
    await manager.heading('Votre rendez-vous').waitFor();
    await expect(manager.root.getByText(reference)).toBeVisible();
    await manager.button('Annuler le rendez-vous').click();
    await manager.button('Oui, annuler').click();
    await manager.heading('Rendez-vous annulé').waitFor();
    await expect.poll(() => smtp.received.length).toBe(2);
    const cancelled = smtp.received[1]!.message.parts.find(({ type }) => type.startsWith('text/calendar'))!;
    expect(cancelled.body).toContain('METHOD:CANCEL');

    const [bookingId, token] = link.split('#relais=')[1]!.split('.');
    expectNothingPrivate(backend.output(), [visitor.familyName, visitor.givenName, visitor.email, token!, 'rl_']);
    expect(digitsOnly(backend.output())).not.toContain(digitsOnly(visitor.phone).slice(1));
    expect(backend.output(), 'the log does tell of the requests').toMatch(/bookings/);
    expect(bookingId).not.toBe('');
  } finally {
    await elsewhere.close();
    await backend.stop();
    await smtp.close();
  }
});

test('without a mail server no address is asked for and the screen says that no mail comes', async ({ page }) => {
  const picker = new PickerPage(page);
  await page.goto('/medecin-aujourdhui.html');
  await picker.answerChecklist();
  await picker.chooseReason();
  await picker.takeFirstSeat();
  await expect(picker.root.getByLabel('Téléphone')).toBeVisible();
  await expect(picker.root.getByLabel('Courriel')).toHaveCount(0);
  await picker.fill(createVisitor());
  await picker.confirm();
  await expect(picker.root.getByText('Aucun courriel n’est envoyé')).toBeVisible();
});

function expectNothingPrivate(output: string, secrets: readonly string[]): void {
  for (const secret of secrets) expect(output.toLowerCase()).not.toContain(secret.toLowerCase());
}

function digitsOnly(text: string): string {
  return text.replaceAll(/[\s.()+-]/g, '');
}
