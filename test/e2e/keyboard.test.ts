import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { createVisitor, PickerPage } from './support/picker.ts';

const MOST_PRESSES = 12;

/** A page of the demo site whose picker already knows who comes and why, as a signed-in host's would. */
async function openPrefilled(page: Page): Promise<void> {
  const { familyName, givenName, birthDate, phone } = createVisitor();
  const attributes = `family-name="${familyName}" given-name="${givenName}" birth-date="${birthDate}" phone="${phone}" reason="autre"`;
  await page.route('**/medecin-aujourdhui.html', async (route) => {
    const response = await route.fetch();
    const html = await response.text();
    await route.fulfill({ response, body: html.replace('<relais-slot-picker', `<relais-slot-picker ${attributes}`) });
  });
  await page.goto('/medecin-aujourdhui.html');
}

test('a person whose details are known books with twelve key presses at most', async ({ page }) => {
  const picker = new PickerPage(page);
  await openPrefilled(page);
  await picker.button('Demander un rendez-vous').focus();

  let presses = 0;
  const press = async (key: string) => {
    presses += 1;
    await page.keyboard.press(key);
  };
  const reach = async (name: string | RegExp, role: 'button' | 'textbox' = 'button') => {
    const target = picker.root.getByRole(role, { name, exact: true });
    for (let tabs = 0; tabs < MOST_PRESSES && !(await isFocused(target)); tabs += 1) await press('Tab');
    await expect(target).toBeFocused();
  };

  await press('Enter');
  await expect(picker.heading(/signes/i)).toBeFocused();
  await reach('Aller à la fin de la liste');
  await press('Enter');
  await reach('Aucun de ces signes');
  await press('Enter');
  await expect(picker.heading('Choix du créneau')).toBeFocused();
  await reach(/^Le premier créneau/);
  await press('Enter');
  await expect(picker.heading('Vos coordonnées')).toBeFocused();
  await reach('Nom', 'textbox');
  await press('Enter');
  await expect(picker.heading('Rendez-vous confirmé')).toBeFocused();
  expect(presses).toBeLessThanOrEqual(MOST_PRESSES);
});

function isFocused(target: ReturnType<PickerPage['button']>): Promise<boolean> {
  return target.evaluate((element) => (element.getRootNode() as Document | ShadowRoot).activeElement === element);
}
