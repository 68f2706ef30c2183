import type { Page } from '@playwright/test';
import { signDevelopmentToken } from '../../packages/server/src/core/auth/development-token.ts';
import { freePort } from '../support/ports.ts';
import { startBackend } from './support/backend.ts';
import { expect, test } from './support/fixtures.ts';
import { startHostSite } from './support/host-site.ts';
import { createVisitor, PickerPage } from './support/picker.ts';
import { readSnippet } from './support/snippet.ts';

declare global {
  interface Window {
    violations: string[];
  }
}

/** A plain page of somebody else's site. */
function hostPage(snippet: string): string {
  return `<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><title>Ma mairie</title><link rel="icon" href="data:,"></head>
<body><h1>Ma mairie</h1>
${snippet}
</body>
</html>`;
}

async function recordViolations(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      window.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return () => page.evaluate(() => window.violations);
}

/** What a page's style could have reached inside the picker. */
function readAppearance(picker: PickerPage) {
  return picker.button('Demander un rendez-vous').evaluate((button) => {
    const {
      direction,
      display,
      fontFamily,
      fontSize,
      fontStyle,
      letterSpacing,
      lineHeight,
      textTransform,
      textIndent,
      whiteSpace,
      wordSpacing,
    } = getComputedStyle(button);
    const { width, height } = button.getBoundingClientRect();
    return {
      direction,
      display,
      fontFamily,
      fontSize,
      fontStyle,
      letterSpacing,
      lineHeight,
      textTransform,
      textIndent,
      whiteSpace,
      wordSpacing,
      isSeen: width > 100 && height > 30,
    };
  });
}

test('a page with hostile styles changes nothing in the picker', async ({ page }) => {
  const picker = new PickerPage(page);
  await page.goto('/medecin-aujourdhui.html');
  const atHome = await readAppearance(picker);
  await page.goto('/page-hostile.html');
  expect(await readAppearance(picker)).toEqual(atHome);
});

test('a booking under a strict policy with Trusted Types breaks no rule of it', async ({ page }) => {
  const readViolations = await recordViolations(page);
  const response = await page.goto('/page-hostile.html');
  const policy = (await response!.allHeaders())['content-security-policy'];
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("style-src 'self'");
  expect(policy).toContain("require-trusted-types-for 'script'");

  const picker = new PickerPage(page);
  await picker.book(createVisitor());
  await picker.button('Annuler le rendez-vous').click();
  await picker.button('Oui, annuler').click();
  await picker.heading('Rendez-vous annulé').waitFor();
  expect(await readViolations()).toEqual([]);
  await expect(page.getByRole('status').first()).toContainText('aucune');
});

test('another site embeds the picker by pasting the text of the README and nothing else', async ({ page, watched }) => {
  const host = await startHostSite({});
  const backend = await startBackend({ RELAIS_ORIGINS: host.url });
  watched.allow(host.url);
  watched.allow(backend.url);
  try {
    const snippet = readSnippet(backend.url);
    host.pages['/'] = {
      html: hostPage(snippet),
      headers: {
        'Content-Security-Policy': `default-src 'none'; script-src ${backend.url}; connect-src ${backend.url}; style-src 'self'; img-src data:; base-uri 'none'; require-trusted-types-for 'script'`,
      },
    };
    const readViolations = await recordViolations(page);
    await page.goto(host.url);
    const picker = new PickerPage(page);
    await picker.book(createVisitor());
    expect(await readViolations()).toEqual([]);
  } finally {
    await backend.stop();
    await host.stop();
  }
});

test('a site that the backend does not know says so at once, and books once its administrator has added it', async ({
  page,
  watched,
}) => {
  watched.expect(/may not book for trois-vallees/);
  const secret = 'a secret of thirty-two characters, or more';
  const host = await startHostSite({});
  const backend = await startBackend({ RELAIS_SECRET: secret });
  watched.allow(host.url);
  watched.allow(backend.url);
  host.pages['/'] = { html: hostPage(readSnippet(backend.url)) };
  try {
    await page.goto(host.url);
    const picker = new PickerPage(page);
    await picker.button('Demander un rendez-vous').click();
    await picker.heading('La réservation n’est pas ouverte sur ce site').waitFor();
    await expect(picker.root.getByText(`"origins": ["${host.url}"]`)).toBeVisible();
    await expect(picker.root.getByText(`RELAIS_ORIGINS=${host.url}`)).toBeVisible();
    await addOrigin(backend.url, secret, host.url);
    await picker.button('Réessayer').click();
    await picker.heading(/signes/i).waitFor();
    await picker.tickNothing();
    await picker.chooseReason();
    await picker.takeFirstSeat();
    await picker.fill(createVisitor());
    await picker.confirm();
    await picker.heading('Rendez-vous confirmé').waitFor();
  } finally {
    await backend.stop();
    await host.stop();
  }
});

/** As the administrator of the structure would, with any program. */
async function addOrigin(url: string, secret: string, origin: string): Promise<void> {
  const token = await signDevelopmentToken(secret, {
    role: 'structureAdmin',
    structure: 'trois-vallees',
    now: Date.now(),
  });
  const address = `${url}/api/v1/structures/trois-vallees/settings`;
  const headers = {
    Authorization: `Bearer ${token}`,
    'Content-Type': 'application/json',
    'Idempotency-Key': crypto.randomUUID(),
  };
  const settings = (await (await fetch(address, { headers })).json()) as object;
  const body = JSON.stringify({ ...settings, origins: [origin] });
  const { status } = await fetch(address, { method: 'PUT', headers, body });
  expect(status).toBe(204);
}

test('a page with a wrong address is soon told that nobody answers, and never that nothing is free', async ({
  page,
  watched,
  backend,
}) => {
  watched.expect(/ERR_|NetworkError|CORS|fetch/);
  const host = await startHostSite({});
  const nowhere = `http://127.0.0.1:${await freePort()}`;
  watched.allow(host.url);
  watched.allow(nowhere);
  host.pages['/'] = { html: hostPage(readSnippet(backend.url).replace(`api="${backend.url}"`, `api="${nowhere}"`)) };
  try {
    await page.goto(host.url);
    const picker = new PickerPage(page);
    await picker.button('Demander un rendez-vous').click();
    await picker.heading('L’agenda ne répond pas').waitFor();
  } finally {
    await host.stop();
  }
});

test('two pickers on one page go their own ways', async ({ page }) => {
  await page.goto('/deux-selecteurs.html');
  const [first, second] = [new PickerPage(page, 0), new PickerPage(page, 1)];
  await first.start();
  await first.root.getByRole('checkbox', { name: /perdu connaissance/ }).click();
  await first.heading('Appelez le 15 maintenant').waitFor();
  await second.start();
  await expect(second.root.getByRole('checkbox').first()).not.toBeChecked();
  await expect(first.heading('Appelez le 15 maintenant')).toBeVisible();
});

test('a picker added by script works whether it is set up before or after it enters the page, and leaves nothing behind', async ({
  page,
}) => {
  await page.goto('/deux-selecteurs.html');
  await page.getByRole('button', { name: /propriétés d’abord/ }).click();
  await page.getByRole('button', { name: /propriétés ensuite/ }).click();
  for (const position of [2, 3]) {
    const picker = new PickerPage(page, position);
    await picker.start();
    await expect(picker.root.getByRole('checkbox').first()).toBeVisible();
  }
  await page.getByRole('button', { name: 'Retirer le dernier' }).click();
  await page.getByRole('button', { name: 'Retirer le dernier' }).click();
  await expect(page.locator('relais-slot-picker')).toHaveCount(2);
  await new PickerPage(page, 0).start();
});
