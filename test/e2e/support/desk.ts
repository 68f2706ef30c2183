import type { BrowserContext, Page } from '@playwright/test';
import type { Place } from './place.ts';
import { signIn } from './sign-in.ts';

/** A window of somebody's own, signed in, in front of the call-backs. */
export async function openBoard(context: BrowserContext, { backend }: Place, name: string): Promise<Page> {
  const page = await context.newPage();
  await signIn(page, name, `${backend.url}/pro/`);
  await page.getByRole('heading', { name: 'Votre espace' }).waitFor();
  await page.goto(`${backend.url}/pro/rappels.html`);
  await page.locator('relais-waitlist').getByText('En direct').waitFor();
  return page;
}

/** Puts people on the list, as the person of this window. */
export async function addWaiting(page: Page, count: number): Promise<void> {
  await page.evaluate(async (wanted) => {
    const classes = ['b', 'c', 'd'];
    for (let index = 0; index < wanted; index += 1) {
      const arrivedAt = `${new Date(Date.now() - (5 + (index % 100)) * 60_000).toISOString().slice(0, 19)}Z`;
      const response = await fetch('/api/v1/structures/trois-vallees/callbacks', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': `"${crypto.randomUUID()}"` },
        body: JSON.stringify({
          id: crypto.randomUUID(),
          class: classes[index % classes.length],
          entryPoint: 'patient',
          phone: `0639980${String(100 + (index % 900))}`,
          familyName: 'Abiven',
          givenName: ['Noa', 'Lou', 'Alix', 'Sasha'][index % 4],
          arrivedAt,
        }),
      });
      if (!response.ok) throw new Error(`The server answered ${response.status}: ${await response.text()}`);
    }
  }, count);
}
