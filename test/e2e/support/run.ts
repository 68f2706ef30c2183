import type { Locator, Page } from '@playwright/test';

/** Counts what a person does: each press, each field that is typed. */
export class Hands {
  count = 0;

  async press(target: Locator): Promise<void> {
    this.count += 1;
    await target.click();
  }

  async tick(target: Locator): Promise<void> {
    this.count += 1;
    await target.check();
  }

  async type(target: Locator, text: string): Promise<void> {
    this.count += 1;
    await target.fill(text);
  }
}

/** From « mes protocoles » to the consent. */
export async function startRun(page: Page, patient: RegExp, hands: Hands): Promise<Locator> {
  const card = page.locator('relais-team .card', { hasText: 'Odynophagie' });
  await hands.press(card.getByRole('button', { name: /^Commencer/ }));
  await hands.press(page.getByRole('button', { name: patient }));
  const run = page.locator('relais-protocol');
  await hands.press(run.getByRole('button', { name: 'Le patient est éligible' }));
  return run;
}

/** The patient has understood all that is to be said, and agrees twice. */
export async function agree(run: Locator, hands: Hands): Promise<void> {
  const boxes = run.locator('relais-consent .points input');
  await boxes.first().waitFor();
  for (const box of await boxes.all()) await hands.tick(box);
  await hands.press(run.getByRole('button', { name: 'D’accord (première demande)' }));
  await hands.press(run.getByRole('button', { name: /^D’accord, confirmé/ }));
}

const NO = [
  /^Toux présente/,
  /^Ganglions/,
  /^Amygdales/,
  /^Difficulté à ouvrir/,
  /^Gêne respiratoire/,
  /^Torticolis/,
  /^Altération/,
  /^Immunodépression/,
  /^Antécédent/,
  /^Autre motif/,
];

/** Answers the questionnaire as one does in front of somebody who has a sore throat and nothing that worries. */
export async function answer(run: Locator, hands: Hands, rapidTest: string): Promise<void> {
  const form = run.locator('relais-questionnaire');
  const choose = (question: RegExp, words: string) =>
    hands.tick(form.getByRole('radiogroup', { name: question }).getByLabel(words, { exact: true }));
  await choose(/^Douleur de gorge/, 'Oui');
  await hands.type(form.getByLabel(/^Température/), '38');
  for (const question of NO) await choose(question, 'Non');
  await choose(/^Aspect de la gorge/, 'érythémateuse');
  await choose(/^Allergie aux pénicillines/, 'non');
  await choose(/^Résultat TROD/, rapidTest);
}
