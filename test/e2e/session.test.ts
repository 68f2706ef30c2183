import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { session, signIn, test } from './support/sign-in.ts';

/** Everything a script or a person with the device in their hands could find, keys used where they lie. */
async function readDevice(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const found: unknown[] = [
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      document.cookie,
      await caches.keys(),
    ];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(new Error('not opened'));
      });
      for (const store of database.objectStoreNames) {
        const records = await new Promise<Record<string, unknown>[]>((resolve) => {
          const reading = database.transaction(store).objectStore(store).getAll();
          reading.onsuccess = () => resolve(reading.result as Record<string, unknown>[]);
        });
        const keys = records
          .flatMap((record) => Object.values(record).concat(record))
          .filter((one) => one instanceof CryptoKey);
        for (const record of records) {
          found.push({ ...record, box: undefined });
          for (const key of keys) {
            const parameters = {
              name: 'AES-GCM',
              iv: record['nonce'] as BufferSource,
              additionalData: new TextEncoder().encode(String(record['key'])),
            };
            const text = await crypto.subtle
              .decrypt(parameters, key, record['box'] as BufferSource)
              .catch(() => undefined);
            if (text) found.push(new TextDecoder().decode(text));
          }
        }
        found.push({ keys: keys.length });
      }
      database.close();
    }
    return JSON.stringify(found);
  });
}

test('a secretary signs in, sees her name and structure, signs out, and leaves nothing to be read', async ({
  page,
  context,
  place,
}) => {
  await page.goto('/pro/');
  await expect(session(page)).toContainText('Personne n’est connecté');
  await expect(page.getByRole('heading', { name: 'Espace des professionnels' })).toBeVisible();
  await signIn(page, 'Nadia Kaci');
  await expect(page).toHaveURL(`${place.backend.url}/pro/`);
  await expect(session(page)).toContainText('Nadia Kaci');
  await expect(session(page)).toContainText('CPTS des Trois Vallées');
  await expect(session(page)).toContainText('secrétariat');
  await expect(page.getByRole('heading', { name: 'Votre espace' })).toBeVisible();
  expect(await readDevice(page)).toContain('Kaci');
  const [cookie] = (await context.cookies(place.backend.url)).filter(({ name }) => name === 'relais-session');
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', expires: -1 });

  await session(page).getByRole('button', { name: 'Se déconnecter' }).click();
  await page.getByRole('button', { name: 'Se déconnecter' }).click();
  await expect(page).toHaveURL(`${place.backend.url}/pro/`);
  await expect(session(page)).toContainText('Personne n’est connecté');
  const left = await readDevice(page);
  expect(left).not.toMatch(/Kaci|Nadia|secretary/);
  expect(left).toContain('"keys":0');
  expect((await context.cookies(place.backend.url)).map(({ name }) => name)).toEqual([]);
  // The page that showed her name, past that of the issuer which sends one forward again at once.
  await page.evaluate(() => void setTimeout(() => history.go(-2)));
  await expect(page).toHaveURL(`${place.backend.url}/pro/`);
  await expect(session(page)).toContainText('Personne n’est connecté');
  await expect(page.locator('body')).not.toContainText('Nadia Kaci');
});

test('signing out in one tab closes the other at once', async ({ page, context }) => {
  await signIn(page, 'Hugo Lemaire');
  await expect(session(page)).toContainText('Hugo Lemaire');
  const other = await context.newPage();
  await other.goto('/pro/');
  await expect(session(other)).toContainText('Hugo Lemaire');
  await session(page).getByRole('button', { name: 'Se déconnecter' }).click();
  await expect(session(other)).toContainText('Déconnexion faite');
  await expect(other.getByRole('heading', { name: 'Espace des professionnels' })).toBeVisible();
});

test('who works in two structures chooses, by keyboard, and can change', async ({ page }) => {
  await page.goto('/auth/sign-in?return=/pro/');
  await page.getByRole('button', { name: 'Claire Fontaine' }).click();
  await expect(page.getByRole('heading', { name: 'Au titre de quelle activité ?' })).toBeVisible();
  await expect(page.getByText('Vous êtes Claire Fontaine.')).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(session(page)).toContainText('Claire Fontaine');
  await session(page).getByRole('link', { name: 'Changer d’activité' }).click();
  await expect(page.getByRole('button', { name: 'Tous mes rôles : Coordination et Secrétariat' })).toBeVisible();
});

test('a page left by sign-in is found again after a restart of the backend', async ({ page, place }) => {
  await signIn(page, 'Samira Haddad');
  await expect(session(page)).toContainText('protection des données');
  await place.backend.kill();
  await place.backend.restart();
  await page.reload();
  await expect(session(page)).toContainText('Samira Haddad');
});

test('another site’s page is not answered by her session', async ({ page, context, place }) => {
  await signIn(page, 'Nadia Kaci');
  await expect(session(page)).toContainText('Nadia Kaci');
  const evil = await context.newPage();
  // Another port is another origin, and the same site: cookies go along, the header says so.
  await evil.goto(`${place.issuer.url}/style.css`);
  const answer = await evil.evaluate(async (url) => {
    const response = await fetch(`${url}/api/v1/structures/trois-vallees/session`, { credentials: 'include' }).catch(
      () => undefined,
    );
    return (await response?.text()) ?? 'refused';
  }, place.backend.url);
  expect(answer).not.toContain('Kaci');
  const form = await evil.evaluate(async (url) => {
    const response = await fetch(`${url}/auth/sign-out`, {
      method: 'POST',
      mode: 'no-cors',
      credentials: 'include',
    }).catch(() => undefined);
    return response?.type ?? 'refused';
  }, place.backend.url);
  expect(['opaque', 'refused']).toContain(form);
  await page.reload();
  await expect(session(page)).toContainText('Nadia Kaci');
});

for (const [path, words] of [
  ['/auth/callback?code=forged&state=forged', 'La connexion a pris trop de temps'],
  ['/auth/callback?error=access_denied&state=forged', 'La connexion a pris trop de temps'],
  ['/auth/sign-in?return=//evil.example/', 'Cette adresse de connexion n’est pas acceptée'],
  ['/auth/activity', 'Votre session est terminée'],
  ['/auth/nothing', 'Il n’y a rien à cette adresse'],
] as const) {
  test(`${path} says in words what is the matter`, async ({ page }) => {
    await page.goto(path);
    await expect(page.getByRole('heading', { name: words })).toBeVisible();
    await expect(page.getByRole('link').first()).toBeVisible();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });
}

test('the pages are accessible, narrow and wide', async ({ page }) => {
  const check = async () => expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await page.context().clearCookies();
    await page.goto('/pro/');
    await expect(session(page).getByRole('link', { name: 'Se connecter' })).toBeVisible();
    await check();
    await session(page).getByRole('link', { name: 'Se connecter' }).click();
    await check();
    await page.getByRole('button', { name: 'Marc Vidal' }).click();
    await expect(session(page)).toContainText('Marc Vidal');
    await check();
    await session(page).getByRole('link', { name: 'Changer d’activité' }).click();
    await check();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  }
});
