import { type Page, test as base } from '@playwright/test';
import { type Place, startPlace } from './place.ts';

/** A backend where people sign in, and the issuer of the demonstration, on ports of their own. */
export const test = base.extend<object, { place: Place }>({
  place: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures it must make from this pattern.
    async ({}, use) => {
      const place = await startPlace();
      await use(place);
      await place.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ place }, use) => use(place.backend.url),
});

export const session = (page: Page) => page.getByRole('group', { name: 'Votre session' });

/** Somebody of the demonstration signs in at a page, by name. */
export async function signIn(page: Page, name: string, path = '/pro/'): Promise<void> {
  await page.goto(path);
  await session(page).getByRole('link', { name: 'Se connecter' }).click();
  await page.getByRole('button', { name }).click();
}
