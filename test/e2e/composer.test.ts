import type { Page } from '@playwright/test';
import { startBackend } from './support/backend.ts';
import { expect, test } from './support/fixtures.ts';
import { startHostSite } from './support/host-site.ts';
import { PickerPage } from './support/picker.ts';

/** What is to be copied, once the page has written it. */
async function read(page: Page, name: 'html' | 'css' | 'csp' | 'frame'): Promise<string> {
  const shown = page.locator(`#${name}`);
  await expect(shown).toHaveText(/\S/);
  return (await shown.textContent()) ?? '';
}

/** A page of somebody else's site, under a policy that lets nothing of its own run. */
function hostPage(body: string, policy: string) {
  const html = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Ma mairie</title><link rel="icon" href="data:,"></head><body>${body}</body></html>`;
  return { html, headers: { 'Content-Security-Policy': `default-src 'none'; img-src data:; ${policy}` } };
}

test('what the page « Composer » writes works on another site as it showed it', async ({ page, watched }) => {
  const host = await startHostSite({});
  const backend = await startBackend({ RELAIS_ORIGINS: host.url });
  watched.allow(host.url);
  watched.allow(backend.url);
  try {
    await page.goto(`${backend.url}/composer.html`);
    await expect(page.getByRole('heading', { name: 'Aperçu' })).toBeVisible();
    await expect(new PickerPage(page).button('Demander un rendez-vous')).toBeVisible();
    const contrasts = page.getByRole('status', { name: 'Contrastes' });
    await expect(contrasts).not.toContainText('trop faible');
    await page.getByLabel('Boutons et liens').fill('#9fd3c7');
    await expect(contrasts).toContainText('Texte des boutons : 1,6, trop faible, il faut 4,5');
    await page.getByLabel('Boutons et liens').fill('#6a1b4d');
    await expect(contrasts).not.toContainText('trop faible');
    await page.getByLabel('Langue').selectOption('Anglais');
    const preview = new PickerPage(page).button('Ask for an appointment');
    await expect(preview).toHaveCSS('background-color', 'rgb(106, 27, 77)');
    await page.getByLabel('Cette version-ci').check();
    const [html, css, csp] = await Promise.all([read(page, 'html'), read(page, 'css'), read(page, 'csp')]);
    expect(html).toMatch(/integrity="sha384-.*relais-slot-picker.*tel:\+33465711234/s);

    host.pages['/'] = hostPage(
      `<style nonce="page">${css}</style>${html}`,
      `style-src 'nonce-page'; ${csp}; require-trusted-types-for 'script'`,
    );
    await page.goto(host.url);
    const picker = new PickerPage(page);
    await expect(picker.button('Ask for an appointment')).toHaveCSS('background-color', 'rgb(106, 27, 77)');
    await picker.button('Ask for an appointment').click();
    await picker.heading(/signs/i).waitFor();
  } finally {
    await backend.stop();
    await host.stop();
  }
});

test('a site without scripts shows the picker in a frame, a site that is not known does not', async ({
  page,
  watched,
}) => {
  watched.expect(/frame-ancestors|Refused to (frame|display)|Framing/);
  const host = await startHostSite({});
  const stranger = await startHostSite({});
  const backend = await startBackend({ RELAIS_ORIGINS: host.url });
  for (const { url } of [host, stranger, backend]) watched.allow(url);
  try {
    await page.goto(`${backend.url}/composer.html`);
    const frame = await read(page, 'frame');
    for (const site of [host, stranger]) site.pages['/'] = hostPage(frame, `frame-src ${backend.url}`);
    host.pages['/height'] = hostPage(
      `${frame}<script nonce="page">addEventListener('message', ({ data, origin }) => { document.title = origin + ' ' + JSON.stringify(data); });</script>`,
      `frame-src ${backend.url}; script-src 'nonce-page'`,
    );
    await page.goto(host.url);
    const button = page.frameLocator('iframe').getByRole('button', { name: 'Demander un rendez-vous' });
    await button.click();
    await expect(page.frameLocator('iframe').getByRole('heading', { name: /signes/i })).toBeVisible();
    expect(await page.context().cookies()).toEqual([]);
    await page.goto(`${host.url}/height`);
    await expect(page).toHaveTitle(new RegExp(`^${backend.url} \\{"type":"relais-height","height":[1-9]\\d+\\}$`));
    await page.goto(stranger.url);
    await expect(page.getByText('Par téléphone : 04 65 71 12 34')).toBeVisible();
    await expect(button).toHaveCount(0);
  } finally {
    await backend.stop();
    await host.stop();
    await stranger.stop();
  }
});
