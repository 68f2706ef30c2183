import { type Browser, expect, type Page } from '@playwright/test';
import { agree, answer, Hands, startRun } from './support/run.ts';
import { signIn, test } from './support/sign-in.ts';
import { expectNoFault, expectNoSidewaysScroll } from './support/soundness.ts';
import type { Place } from './support/place.ts';

const TELEPHONE = { width: 360, height: 740 };

/** Somebody else, at a browser of their own, whose clock may be ahead. */
async function elsewhere(browser: Browser, place: Place, name: string, path: string, ahead = 0): Promise<Page> {
  const context = await browser.newContext({ baseURL: place.backend.url, viewport: TELEPHONE, locale: 'fr-FR' });
  const page = await context.newPage();
  if (ahead > 0) await page.clock.setFixedTime(Date.now() + ahead);
  await signIn(page, name, path);
  return page;
}

test('a nurse runs a protocol with a minor and her mother, a délégant answers on a telephone, and a withdrawal closes it', async ({
  page,
  browser,
  place,
}) => {
  test.slow();
  const paul = await elsewhere(browser, place, 'Paul Arnaud', '/pro/supervision.html');
  const his = paul.locator('relais-supervision');
  await expect(his).toContainText('Personne ne vous attend');
  await expectNoFault(paul, 'nothing that waits');
  const leila = await elsewhere(browser, place, 'Leïla Marchand', '/pro/supervision.html');
  const hers = leila.locator('relais-supervision');
  await expect(hers).toContainText('Personne ne vous attend');

  const hands = new Hands();
  page.setDefaultTimeout(15_000);
  await signIn(page, 'Maïwenn Le Goff', '/pro/mes-protocoles.html');
  const run = await startRun(page, /^Lina Fauvergue/, hands);
  await hands.type(run.getByLabel('Nom et prénom'), 'Odile Fauvergue');
  await hands.press(run.getByLabel('Vérifié par'));
  await run.getByLabel('Vérifié par').selectOption({ label: 'le livret de famille' });
  await hands.tick(run.getByRole('radio', { name: 'Est d’accord' }));
  await agree(run, hands);
  await hands.press(run.getByRole('button', { name: 'C’est bien cette personne' }));
  await answer(run, hands, 'non concluant');
  await expect(run.getByText('TROD non concluant : appeler le délégant').first()).toBeVisible();

  // On a telephone of 360 px, without anybody having touched it.
  const asked = his.getByRole('heading', { name: 'Maïwenn Le Goff attend votre réponse' });
  await expect(asked).toBeVisible();
  await expectNoSidewaysScroll(paul, 'an alert on a telephone');
  await expectNoFault(paul, 'an alert that waits');
  await his.getByRole('button', { name: /^Voir les réponses/ }).click();
  await expect(his.getByText('Douleur de gorge ressentie ou augmentée à la déglutition : oui')).toBeVisible();
  await expectNoSidewaysScroll(paul, 'a run on a telephone');
  await expectNoFault(paul, 'a run that is looked at');
  await his.getByRole('button', { name: /^Continuez/ }).click();

  await run.getByRole('button', { name: 'J’ai vu cette alerte' }).click();
  await expect(run.getByText('Réponse du délégant : continuez.')).toBeVisible();
  await run.getByRole('button', { name: 'Voir le résultat' }).click();
  await expect(run.getByText('Pourquoi ce résultat')).toBeVisible();
  await expect(run.locator('[part=reason]', { hasText: 'TROD non concluant' })).toContainText(
    'Résultat TROD : non concluant',
  );
  await expectNoFault(page, 'an outcome');
  await run.getByRole('button', { name: 'Terminer le passage' }).click();
  await expect(run.getByText('Le passage est terminé')).toBeVisible();

  // In his name, and countersigned at once; another délégant of the protocol sees it as long as the patient lets her.
  await his.getByRole('button', { name: 'Revenir à la liste' }).click();
  await his.getByRole('tab', { name: /^À contresigner/ }).click();
  await his.getByRole('button', { name: 'Contresigner ce passage' }).click();
  await expect(his.getByText('Rien à contresigner')).toBeVisible();
  await hers.getByRole('tab', { name: 'Tous' }).click();
  await expect(hers.getByText('Lina Fauvergue, 13 ans, femme')).toBeVisible();

  await page.getByText('Consentement du patient').click();
  const consent = page.locator('#consentement relais-consent');
  await consent.getByRole('button', { name: 'Retirer le consentement' }).click();
  await expect(consent.getByText('Consentement retiré').first()).toBeVisible();
  await expect(hers.getByText('Aucun passage', { exact: true })).toBeVisible();
  await his.getByRole('tab', { name: 'Tous' }).click();
  await expect(his.getByText('consentement retiré')).toBeVisible();
});

const SKIN = 'Éruption fine de l’avant-bras';

/** What a camera has written, with where it was. */
async function drawSkin(page: Page): Promise<Buffer> {
  const address = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 2400, height: 1800 });
    const context = canvas.getContext('2d')!;
    context.fillStyle = '#e8b99a';
    context.fillRect(0, 0, 2400, 1800);
    return canvas.toDataURL('image/jpeg');
  });
  const jpeg = Buffer.from(address.split(',')[1]!, 'base64');
  const told = Buffer.from('Exif\0\0GPS 48.85 N');
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1, 0, told.length + 2]), told, jpeg.subarray(2)]);
}

test('a nurse attaches a photograph that the patient agrees to, a délégant sees it, and the withdrawal closes it', async ({
  browser,
  place,
}) => {
  test.slow();
  const hands = new Hands();
  const page = await elsewhere(browser, place, 'Maïwenn Le Goff', '/pro/mes-protocoles.html');
  const run = await startRun(page, /^Jeanne Morvan/, hands);
  await agree(run, hands);
  await hands.press(run.getByRole('button', { name: 'C’est bien cette personne' }));
  await answer(run, hands, 'non concluant');
  await run.getByRole('button', { name: 'Joindre une photographie' }).click();
  await agree(run, hands);
  await run
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: await drawSkin(page) });
  await run.getByLabel('Ce que montre la photographie').fill(SKIN);
  await expectNoSidewaysScroll(page, 'a photograph that was chosen');
  await expectNoFault(page, 'a photograph that was chosen');
  await run.getByRole('button', { name: 'Joindre au passage' }).click();
  await expect(run.getByText('Jointe au passage.')).toBeVisible();

  const look = async (name: string, opening: RegExp) => {
    const doctor = await elsewhere(browser, place, name, '/pro/supervision.html');
    const desk = doctor.locator('relais-supervision');
    if (name !== 'Paul Arnaud') await desk.getByRole('tab', { name: 'Tous' }).click();
    await desk.getByRole('button', { name: opening }).first().click();
    await desk.getByRole('button', { name: 'Voir la photographie' }).click();
    await expect(desk.getByRole('img', { name: SKIN })).toBeVisible();
    await expectNoSidewaysScroll(doctor, 'a photograph on a telephone');
    await expectNoFault(doctor, 'a photograph that is looked at');
    return desk;
  };
  const his = await look('Paul Arnaud', /^Voir les réponses/);
  const hers = await look('Leïla Marchand', /Jeanne Morvan/);

  // It is closed to her, who has no part in the run but her protocol; he is called on in it, and the care goes on.
  await run.locator('relais-consent').getByRole('button', { name: 'Retirer le consentement' }).click();
  await expect(run.getByText('le passage continue sans elle')).toBeVisible();
  await expect(hers.getByRole('heading', { name: 'Photographies' })).toHaveCount(0);
  await expect(his.getByText('Le patient a retiré son accord')).toBeVisible();
  await his
    .getByRole('button', { name: /^Continuez/ })
    .first()
    .click();
  await expect(run.getByText('Réponse du délégant : continuez.')).toBeVisible();
  await page.context().close();
  await his.page().context().close();
  await hers.page().context().close();
});

test('a run without an alert takes at most forty presses and fields from signing in to its outcome, on a telephone', async ({
  browser,
  place,
}) => {
  const hands = new Hands();
  const page = await elsewhere(browser, place, 'Maïwenn Le Goff', '/pro/mes-protocoles.html');
  // « Se connecter », and who one is.
  hands.count += 2;
  const run = await startRun(page, /^Jeanne Morvan/, hands);
  await expectNoSidewaysScroll(page, 'who may be included');
  await agree(run, hands);
  await hands.press(run.getByRole('button', { name: 'C’est bien cette personne' }));
  await answer(run, hands, 'négatif');
  await expectNoSidewaysScroll(page, 'the questions');
  await hands.press(run.getByRole('button', { name: 'Voir le résultat' }));
  await hands.press(run.getByLabel('Issue'));
  await run.getByLabel('Issue').selectOption({ label: 'Prise en charge directe' });
  await hands.press(run.getByRole('button', { name: 'Terminer le passage' }));
  await expect(run.getByText('Le passage est terminé')).toBeVisible();
  expect(hands.count).toBeLessThanOrEqual(40);
  await page.context().close();
});

test('a telephone whose clock is three days ahead keeps nobody from the care, and the run is to be reviewed', async ({
  browser,
  place,
}) => {
  const hands = new Hands();
  const page = await elsewhere(browser, place, 'Maïwenn Le Goff', '/pro/mes-protocoles.html', 3 * 86_400_000);
  const run = await startRun(page, /^Jeanne Morvan/, hands);
  await agree(run, hands);
  await hands.press(run.getByRole('button', { name: 'C’est bien cette personne' }));
  await expect(run.getByText('L’horloge de cet appareil n’est pas à l’heure')).toBeVisible();
  await expectNoSidewaysScroll(page, 'the word on the clock');
  await expectNoFault(page, 'a run of a wrong clock');
  await answer(run, hands, 'négatif');
  await run.getByRole('button', { name: 'Voir le résultat' }).click();
  await run.getByLabel('Issue').selectOption({ label: 'Prise en charge directe' });
  await run.getByRole('button', { name: 'Terminer le passage' }).click();
  await expect(run.getByText('Le passage est terminé')).toBeVisible();
  const paul = await elsewhere(browser, place, 'Paul Arnaud', '/pro/supervision.html');
  const his = paul.locator('relais-supervision');
  await his
    .getByRole('button', { name: /Jeanne Morvan/ })
    .first()
    .click();
  await expect(his.getByText('L’horloge de l’appareil du délégué ne peut pas être juste')).toBeVisible();
  await expectNoSidewaysScroll(paul, 'why a run is to be reviewed');
  await his.getByRole('button', { name: /ce passage compte/ }).click();
  await expect(his.getByText('L’horloge de l’appareil du délégué ne peut pas être juste')).toBeVisible();
  await page.context().close();
  await paul.context().close();
});
