import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { expectNoFaultInAnyColours, expectNoSidewaysScroll } from './support/soundness.ts';

const folder = new URL('../../demo/', import.meta.url);

interface Document {
  rules: { id: string; when?: string }[];
}

/** The workshop for protocols: a text, its proof, its tree. */
class Workshop {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get text() {
    return this.page.getByLabel(/^Texte du protocole/);
  }

  get verdict() {
    return this.page.locator('#verdict');
  }

  get findings() {
    return this.page.locator('#constats > li');
  }

  get tree() {
    return this.page.locator('relais-protocol-tree');
  }

  async open(): Promise<this> {
    await this.page.goto('/protocole/');
    await this.proven();
    return this;
  }

  async proven(): Promise<void> {
    await expect(this.verdict).toHaveText(/^Prouvé/);
    await expect(this.tree.getByRole('heading', { level: 2 })).toBeVisible();
  }

  /** Edits the protocol of the text. */
  async edit(change: (document: Document) => void): Promise<void> {
    const document = JSON.parse(await this.text.inputValue()) as Document;
    change(document);
    await this.text.fill(JSON.stringify(document, undefined, 2));
  }
}

const without = (id: string) => (document: Document) => {
  document.rules = document.rules.filter((rule) => rule.id !== id);
};

test.describe('the workshop for protocols', () => {
  test('proves a protocol, and finds its hole as it is edited', async ({ page }) => {
    const workshop = await new Workshop(page).open();
    await workshop.edit(without('9'));
    await expect(workshop.verdict).toHaveText('Refusé\u00a0: 1 défaut.');
    await expect(workshop.findings).toContainText('« Résultat TROD »');
    await expect(workshop.findings).toContainText('non concluant');
    await workshop.findings.getByRole('button', { name: 'Essayer cet exemple' }).click();
    await expect(workshop.tree.getByText('Rien ne s’ensuit')).toBeVisible();
  });

  test('says where the text is no JSON, and shows the last tree it could read', async ({ page }) => {
    const workshop = await new Workshop(page).open();
    const text = await workshop.text.inputValue();
    await workshop.text.fill(text.replace('"version": "0.1",', '"version": "0.1"'));
    await expect(workshop.verdict).toContainText('ligne 5, colonne 3');
    await expect(page.getByText('l’arbre montre encore la dernière version')).toBeVisible();
    await workshop.findings.getByRole('button', { name: /^Aller au texte/ }).click();
    await expect(workshop.text).toBeFocused();
    await workshop.text.fill(text);
    await workshop.proven();
  });

  test('leads from a finding to its rule in the tree', async ({ page }) => {
    const workshop = await new Workshop(page).open();
    await workshop.edit(({ rules }) => {
      const rule = rules.find(({ id }) => id === '2b');
      if (rule) rule.when = "%resource.item.where(linkId = 'od.douleur').answer.value = false";
    });
    await expect(workshop.findings.first()).toContainText('Règle 2b');
    await workshop.findings.first().getByRole('button', { name: 'Voir dans l’arbre' }).click();
    await expect(workshop.tree.getByRole('treeitem', { name: /^Règle 2b/ })).toBeFocused();
  });

  test('takes a protocol out as a FHIR Bundle and in again, unchanged', async ({ page }) => {
    const workshop = await new Workshop(page).open();
    const before = JSON.parse(await workshop.text.inputValue()) as unknown;
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Bundle FHIR' }).click();
    const bundle = await (await downloading).path();
    expect(JSON.parse(readFileSync(bundle, 'utf8'))).toMatchObject({ resourceType: 'Bundle' });
    await page.getByLabel('Un exemple').selectOption('grippe');
    await expect(workshop.tree.getByRole('heading', { name: /[Gg]rippe/ })).toBeVisible();
    await page.getByLabel('Ouvrir un fichier').setInputFiles({
      name: 'odynophagie.fhir.json',
      mimeType: 'application/json',
      buffer: readFileSync(bundle),
    });
    await expect(page.getByText('Bundle FHIR reconnu')).toBeVisible();
    expect(JSON.parse(await workshop.text.inputValue())).toEqual(before);
  });

  test('takes the plan of another editor as a draft, and says what was left out', async ({ page }) => {
    const workshop = await new Workshop(page).open();
    const plan = {
      ...{ resourceType: 'PlanDefinition', title: 'Plaie simple', status: 'active', library: ['https://x.example/L'] },
      action: [{ title: 'Comprimer', condition: [{ kind: 'start' }] }, { title: 'Nettoyer' }],
    };
    await page.getByLabel('Ouvrir un fichier').setInputFiles({
      ...{ name: 'plan.json', mimeType: 'application/fhir+json', buffer: Buffer.from(JSON.stringify(plan)) },
    });
    await expect(page.getByText('PlanDefinition d’un autre logiciel')).toBeVisible();
    const draft = JSON.parse(await workshop.text.inputValue()) as Document & { title: string };
    expect([draft.title, draft.rules.length]).toEqual(['Plaie simple', 1]);
    await expect(workshop.findings.filter({ hasText: 'professions' })).toBeVisible();
    await page.getByText('Ce qui n’a pas été repris du plan').click();
    await expect(page.locator('#laisses')).toContainText('« Comprimer », et ce qui en dépend, est à écrire à la main');
    await expect(page.locator('#laisses')).toContainText('CQL');
    // A text that is typed is never replaced under the hand.
    await workshop.text.fill(JSON.stringify(plan));
    await expect(workshop.verdict).toContainText('Ce texte est le plan d’un autre logiciel');
    await expectNoFaultInAnyColours(page, 'what was not taken of a plan');
  });

  test('gives the table of cases that is shipped', async ({ page }) => {
    await new Workshop(page).open();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Table de cas' }).click();
    const table = JSON.parse(readFileSync(await (await downloading).path(), 'utf8')) as unknown;
    expect(table).toEqual(JSON.parse(readFileSync(new URL('protocols/cases/odynophagie.json', folder), 'utf8')));
  });

  test('has no accessibility fault in light or dark colours', async ({ page }) => {
    const workshop = await new Workshop(page).open();
    await workshop.edit(without('9'));
    await expect(workshop.findings).toHaveCount(1);
    await expectNoFaultInAnyColours(page, 'a protocol with a hole');
  });

  test('fits a telephone, where the protocol is a list', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 700 });
    const workshop = await new Workshop(page).open();
    await expectNoSidewaysScroll(page, '320 px');
    await expect(workshop.tree.getByRole('region', { name: 'Le protocole en liste' })).toBeVisible();
  });

  test('prints the tree of odynophagie on one page, whatever is on the screen', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 700 });
    await new Workshop(page).open();
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  });
});
