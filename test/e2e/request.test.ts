import { expect } from '@playwright/test';
import { startSmtp } from '../server/support/local-smtp.ts';
import { startPlace } from './support/place.ts';
import { signIn, test } from './support/sign-in.ts';
import { expectNoFault, expectNoSidewaysScroll } from './support/soundness.ts';

test('a patient asks to be called back on a telephone, the secretary sees it, and the patient takes it back from the mail', async ({
  browser,
}) => {
  const smtp = await startSmtp();
  const place = await startPlace({ SMTP_URL: smtp.url, SMTP_FROM: 'rappel@cpts.example.org' });
  const { url: baseURL } = place.backend;
  const telephone = await browser.newContext({ baseURL, viewport: { width: 360, height: 800 } });
  const desk = await browser.newContext({ baseURL });
  try {
    const page = await telephone.newPage();
    await page.goto('/etre-rappele.html');
    const request = page.locator('relais-request');
    await expect(request.getByText('Ce service n’est pas fait pour les urgences').first()).toBeVisible();
    await expectNoFault(page, 'signs before a request');
    await request.getByRole('button', { name: 'Aucun de ces signes' }).click();
    await request.getByLabel('Motif').selectOption({ index: 1 });
    await request.getByLabel('Nom', { exact: true }).fill('Delaunay');
    await request.getByLabel('Prénom').fill('Capucine');
    await request.getByLabel('Téléphone').fill('06 39 98 12 34');
    await request.getByLabel('Courriel').fill('capucine@exemple.org');
    await expectNoFault(page, 'a request being written');
    await expectNoSidewaysScroll(page, 'a request on a telephone');
    await request.getByRole('button', { name: 'Demander un rappel' }).click();
    await expect(request.getByRole('heading', { name: 'est enregistrée' })).toBeFocused();
    await expectNoFault(page, 'a request that stands');

    const board = await desk.newPage();
    await signIn(board, 'Hugo Lemaire', '/pro/rappels.html');
    const row = board.locator('relais-waitlist').getByRole('row', { name: 'Delaunay Capucine' });
    await expect(row.getByText('Demande laissée sur le site')).toBeVisible();

    await expect.poll(() => smtp.received.length).toBe(1);
    const { to, message } = smtp.received[0]!;
    expect(to).toEqual(['capucine@exemple.org']);
    const text = message.parts.find(({ type }) => type.startsWith('text/plain'))!.body;
    const link = /http\S+#relais-request=\S+/.exec(text)![0];
    const opened = await telephone.newPage();
    await opened.goto(link);
    const own = opened.locator('relais-request');
    await expect(own.getByText('Appel prévu au plus tard')).toBeVisible();
    await own.getByRole('button', { name: 'Retirer ma demande' }).click();
    await expect(own.getByRole('heading', { name: 'Retirer votre demande' })).toBeVisible();
    await own.getByRole('button', { name: 'Retirer ma demande' }).click();
    await expect(own.getByRole('heading', { name: 'Votre demande est retirée' })).toBeVisible();
    await expectNoFault(opened, 'a request taken back');
    await expect(row.getByText('Terminé').or(board.getByText('Personne n’attend'))).toBeVisible({ timeout: 10_000 });
  } finally {
    await telephone.close();
    await desk.close();
    await place.stop();
    await smtp.close();
  }
});
