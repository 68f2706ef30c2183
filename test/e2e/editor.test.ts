import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { expectNoFaultInAnyColours, expectNoSidewaysScroll } from './support/soundness.ts';

const folder = new URL('../../demo/editor/', import.meta.url);

/** The record of a software editor's patient, with the questionnaire in its middle. */
class RecordPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get form() {
    return this.page.locator('relais-questionnaire');
  }

  get kept() {
    return this.page.getByRole('list').and(this.page.locator('#responses')).getByRole('listitem');
  }

  async open(): Promise<this> {
    await this.page.goto('/editor/');
    await this.ready();
    return this;
  }

  async ready(): Promise<void> {
    await expect(this.form.getByRole('button', { name: 'Terminer' })).toBeVisible();
    await expect(this.form.getByLabel('Taille')).toHaveValue('158');
  }

  async fill(): Promise<void> {
    await this.form
      .getByRole('radiogroup', { name: /^Chute depuis/ })
      .getByLabel('Non')
      .check();
    await this.form.getByLabel('Ce qu’il faut retenir').fill('Tout va bien.');
  }

  async finish(): Promise<void> {
    await this.form.getByRole('button', { name: 'Terminer' }).click();
    await expect(this.page.getByRole('status').filter({ hasText: 'Bilan terminé' })).toBeVisible();
  }

  /** What a panel of the page shows, as the JSON it is. */
  async json(name: string): Promise<Record<string, unknown>> {
    const panel = this.page.locator('details', { has: this.page.locator('summary', { hasText: name }) });
    if (!(await panel.evaluate((details: HTMLDetailsElement) => details.open))) await panel.locator('summary').click();
    const text = panel.getByRole('group', { name }).locator('pre');
    await expect(text).not.toBeEmpty();
    return JSON.parse((await text.textContent())!) as Record<string, unknown>;
  }
}

test.describe('the record of a software editor', () => {
  test('fills the form in from what it knows of the patient', async ({ page }) => {
    const { form } = await new RecordPage(page).open();
    await expect(form.getByLabel('Infirmière ou infirmier')).toHaveValue('Inès Corbelin');
    await expect(form.getByLabel('Poids')).toHaveValue('57,1');
    await expect(form.getByLabel('Indice de masse corporelle')).toHaveValue('22,9');
    await expect(form.getByLabel('Médicament')).toHaveCount(3);
    await expect(form.getByLabel('Lit médicalisé')).toBeVisible();
  });

  test('keeps a finished response, with what only it knows', async ({ page }) => {
    const record = await new RecordPage(page).open();
    await record.fill();
    await record.finish();
    await expect(record.kept).toHaveText(/terminé/);
    const response = await record.json('Réponse FHIR');
    expect(response).toMatchObject({
      resourceType: 'QuestionnaireResponse',
      status: 'completed',
      subject: { reference: 'Patient/odette-fauvergue' },
      author: { reference: 'Practitioner/ines-corbelin' },
    });
  });

  test('shows in sentences what will stand in its letter', async ({ page }) => {
    const record = await new RecordPage(page).open();
    await record.fill();
    await expect(page.locator('relais-questionnaire-summary')).toContainText('Tout va bien.');
  });

  test('reads a finished response again without letting it be changed', async ({ page }) => {
    const record = await new RecordPage(page).open();
    await record.fill();
    await record.finish();
    await record.kept.getByRole('button', { name: /^Relire/ }).click();
    await expect(record.form.getByText('Tout va bien.')).toBeVisible();
    await expect(record.form.getByRole('textbox')).toHaveCount(0);
  });

  test('resumes after a reload what was left for later', async ({ page }) => {
    const record = await new RecordPage(page).open();
    await record.form.getByLabel('Ce qu’il faut retenir').fill('À suivre.');
    await page.getByRole('button', { name: 'Garder pour plus tard' }).click();
    await page.reload();
    await record.ready();
    await expect(record.form.getByLabel('Ce qu’il faut retenir')).toHaveValue('');
    await page.getByRole('button', { name: /^Reprendre/ }).click();
    await expect(record.form.getByLabel('Ce qu’il faut retenir')).toHaveValue('À suivre.');
    await record.fill();
    await record.finish();
    await expect(record.kept).toHaveCount(1);
  });

  test('gets the resources the form is made for', async ({ page }) => {
    const record = await new RecordPage(page).open();
    await record.form.getByLabel('Systolique').fill('130');
    await record.form.getByLabel('Diastolique').fill('80');
    await record.form
      .getByRole('radiogroup', { name: /^Prévenir/ })
      .getByLabel('Oui')
      .check();
    await record.form.getByLabel('Message').fill('Bonjour.');
    await record.fill();
    await record.finish();
    const bundle = (await record.json('Ressources extraites')) as {
      type: string;
      entry: { resource: { resourceType: string; code?: { coding: { code: string }[] } } }[];
    };
    expect(bundle.type).toBe('transaction');
    const made = bundle.entry.map(({ resource }) => resource.code?.coding[0]?.code ?? resource.resourceType);
    expect(made).toEqual(['Communication', '29463-7', '8302-2', '39156-5', '85354-9']);
  });

  test('leads to what is missing when somebody finishes too early', async ({ page }) => {
    const record = await new RecordPage(page).open();
    await record.form.getByRole('button', { name: 'Terminer' }).click();
    await record.form.getByRole('button', { name: /^Ce qu’il faut retenir/ }).click();
    await expect(record.form.getByLabel('Ce qu’il faut retenir')).toBeFocused();
    await expect(record.kept).toHaveCount(0);
  });

  test('prints the answers and leaves the software out', async ({ page }) => {
    const record = await new RecordPage(page).open();
    await record.fill();
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    const answers = record.form.locator('[part="answers"]');
    await expect(answers).toContainText('Tout va bien.');
    await page.emulateMedia({ media: 'print' });
    await expect(answers).toBeVisible();
    await expect(record.form.getByRole('textbox')).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Imprimer' })).toBeHidden();
    await expect(page.getByText('Ce que le logiciel reçoit')).toBeHidden();
  });

  test('hears where something changed and never what was answered', async ({ page }) => {
    const record = await new RecordPage(page).open();
    await record.fill();
    await record.finish();
    await page.locator('summary', { hasText: 'Événements' }).click();
    const heard = page.locator('#events');
    await expect(heard).toContainText('relais-change {"linkIds":["synthese"]}');
    await expect(heard).toContainText('relais-complete {}');
    await expect(heard).not.toContainText('Tout va bien');
  });

  test('goes on without a network once it is loaded', async ({ page, context }) => {
    const record = await new RecordPage(page).open();
    await page.waitForLoadState('networkidle');
    await context.setOffline(true);
    await record.fill();
    await record.finish();
    expect((await record.json('Ressources extraites'))['type']).toBe('transaction');
    await record.kept.getByRole('button', { name: /^Relire/ }).click();
    await expect(record.form.getByText('Tout va bien.')).toBeVisible();
  });

  test('has no accessibility fault in light or dark colours', async ({ page }) => {
    await new RecordPage(page).open();
    for (const summary of await page.locator('.results summary').all()) await summary.click();
    await expectNoFaultInAnyColours(page, 'the record');
  });

  test('fits small screens and zoomed ones', async ({ page }) => {
    for (const width of [320, 360, 640, 1280]) {
      await page.setViewportSize({ width, height: 700 });
      await new RecordPage(page).open();
      await expectNoSidewaysScroll(page, `${width} px`);
    }
  });

  test('leads nowhere that does not exist', async ({ page, request }) => {
    await new RecordPage(page).open();
    const anchors = await page.locator('a[href^="/"]').all();
    const addresses = await Promise.all(anchors.map((anchor) => anchor.getAttribute('href')));
    for (const address of new Set(addresses)) expect((await request.get(address!)).status(), address!).toBe(200);
  });
});

for (const file of ['README.md', 'docs/questionnaire/README.md']) {
  test(`the lines of ${file} fill a form in`, async ({ page, baseURL }) => {
    const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
    const markup = [...text.matchAll(/```html\n([^`]*<relais-questionnaire[^`]*)```/g)][0]![1]!;
    const script = [...text.matchAll(/```js\n([^`]*launchContext[^`]*)```/g)][0]![1]!;
    const given = 'const [patient, user] = [{}, {}]; const save = (response) => document.body.append(response.status);';
    const html = `<!doctype html><html lang="fr"><title>Essai</title>${markup}<script type="module">${given}${script}</script>`;
    await page.route(`${baseURL}/essai`, (route) => route.fulfill({ contentType: 'text/html', body: html }));
    const path = fileURLToPath(new URL('record/bilan-infirmier.json', folder));
    await page.route(`${baseURL}/forms/visit.json`, (route) => route.fulfill({ path }));
    await page.goto('/essai');
    await page.getByLabel('Ce qu’il faut retenir').fill('Tout va bien.');
    await page.getByRole('button', { name: 'Terminer' }).click();
    await expect(page.getByText('completed')).toBeVisible();
  });
}

test('the page of the editor needs no inline script or style, and keeps French punctuation with its word', () => {
  const html = readFileSync(new URL('index.html', folder), 'utf8');
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
  const shown = html.replaceAll(/<pre[\s\S]*?<\/pre>|<code[\s\S]*?<\/code>|<[^>]+>/g, '');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  const texts = files.map((name) => readFileSync(new URL(name, folder), 'utf8'));
  const labels = texts.flatMap((text) => [...text.matchAll(/"(?:text|display|valueString|title)": "(.*)"/g)]);
  for (const words of [shown, ...labels.map(([, label]) => label!).filter((label) => !/[=%]/.test(label))]) {
    expect(words.match(/.*(?:[ \n][?!;:»]|«[ \n]|\w'\w).*/g) ?? []).toEqual([]);
  }
});
