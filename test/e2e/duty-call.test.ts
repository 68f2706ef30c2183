import { expect } from '@playwright/test';
import { startSmtp } from '../server/support/local-smtp.ts';
import { startPlace } from './support/place.ts';
import { signIn, test } from './support/sign-in.ts';
import { expectNoFault, expectNoSidewaysScroll } from './support/soundness.ts';

test('the coordinator asks who can, a volunteer answers from the mail on a telephone, and the duty stands in her calendar', async ({
  browser,
}) => {
  const smtp = await startSmtp();
  const place = await startPlace({ SMTP_URL: smtp.url, SMTP_FROM: 'planning@cpts.example.org', RELAIS_LOG: 'trace' });
  const { url: baseURL } = place.backend;
  const desk = await browser.newContext({ baseURL });
  const telephone = await browser.newContext({ baseURL, viewport: { width: 360, height: 800 } });
  try {
    const page = await desk.newPage();
    await signIn(page, 'Claire Fontaine', '/pro/planning.html');
    const planning = page.locator('relais-planning');
    await planning.getByRole('tab', { name: 'Lieux et équipe' }).click();
    await planning.getByRole('button', { name: 'Ajouter, Volontaires' }).click();
    await planning.getByLabel('Nom').fill('Dre Inès Benali');
    await planning.getByLabel('Numéro RPPS').fill('99900000039');
    await planning.getByRole('button', { name: 'Retenir' }).click();
    await planning.getByRole('tab', { name: 'Planning' }).click();
    await planning.getByRole('button', { name: 'Publier…' }).click();
    await planning.getByLabel('Pourquoi').fill('Une volontaire de plus');
    await planning.getByRole('button', { name: 'Publier', exact: true }).click();
    await expect(planning.getByText('Tout est publié.')).toBeVisible();

    await planning.getByRole('tab', { name: 'Qui peut' }).click();
    await planning.getByRole('button', { name: 'Demander qui peut' }).click();
    await planning.getByLabel('Semaine').selectOption({ index: 1 });
    const ranges = planning.getByRole('group', { name: 'Plages à pourvoir' });
    const range = (await ranges.getByRole('listitem').first().innerText()).trim();
    await ranges.getByRole('checkbox').first().check();
    await planning.getByLabel('Un mot').fill('Merci d’avance');
    await expectNoFault(page, 'a call being written');
    await page.setViewportSize({ width: 320, height: 700 });
    await expectNoSidewaysScroll(page, 'a call being written, on a telephone');
    await planning.getByRole('button', { name: 'Envoyer l’appel' }).click();
    await expect(planning.getByText('« Merci d’avance »')).toBeVisible();
    await expectNoFault(page, 'a call that waits for answers');
    await expectNoSidewaysScroll(page, 'a call that waits for answers, on a telephone');

    await expect.poll(() => smtp.received.length).toBe(1);
    const { to, message } = smtp.received[0]!;
    expect(to).toEqual(['ines.benali@relais.example']);
    const text = message.parts.find(({ type }) => type.startsWith('text/plain'))!.body;
    const link = /http\S+#relais-duty=\S+/.exec(text)![0];
    expect(new URL(link).origin).toBe(baseURL);
    const opened = await telephone.newPage();
    await opened.goto(link);
    const asked = opened.locator('relais-duty-call');
    await expect(asked.getByRole('heading', { name: 'Qui peut' })).toBeVisible();
    await expectNoFault(opened, 'a call on a telephone');
    await expectNoSidewaysScroll(opened, 'a call on a telephone');
    await asked.getByLabel('Oui').check();
    await asked.getByRole('button', { name: 'Envoyer mes réponses' }).click();
    await expect(asked.getByRole('heading', { name: 'Merci' })).toBeFocused();

    await planning.getByRole('button', { name: 'Actualiser les réponses' }).click();
    await planning.getByRole('button', { name: 'Inscrire, Dre Inès Benali' }).click();
    await expect(planning.getByText('sur cette plage : Dre Inès Benali')).toBeVisible();
    await opened.reload();
    await expect(asked.getByText('Cette plage est à vous')).toBeVisible();

    const own = await telephone.newPage();
    await signIn(own, 'Inès Benali', '/pro/planning.html');
    const hers = own.locator('relais-planning');
    await hers.getByRole('button', { name: 'Mon agenda dans mon téléphone' }).click();
    const feed = await telephone.request.get(await hers.getByLabel('Adresse de l’agenda').inputValue());
    // As the coordinator read it: « lundi 7 décembre, 15 h – 19 h, Cabinet… ».
    const practice = range.split(', ').at(-1) ?? '';
    expect((await feed.text()).replaceAll('\r\n ', '')).toContain(practice.slice(0, 30));

    const [, token = ''] = link.split(/\.(?=rl_)/);
    expect(token).toMatch(/^rl_/);
    for (const secret of [token, 'rl_', 'ines.benali@', 'Merci d’avance'])
      expect(place.backend.output()).not.toContain(secret);
  } finally {
    await desk.close();
    await telephone.close();
    await place.stop();
    await smtp.close();
  }
});
