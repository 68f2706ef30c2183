import { expect } from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import type { Part } from '../../../stories/ui/desk.ts';
import type { Trouble } from '../../../packages/elements/src/ui/flow/trouble.ts';
import { mountDesk, wordsOf, type DeskDriver } from '../support/desk.ts';

/** Chromium alone can be told to force colours; and WebKit's driver sets no window. */
const isChromium = 'userAgentData' in navigator;
const isWebkit = !isChromium && !navigator.userAgent.includes('Firefox');

const PARTS: readonly Part[] = [
  'flow',
  'fields',
  'table',
  'list',
  'tabs',
  'side',
  'menu',
  'dialog',
  'toast',
  'badges',
  'empty',
  'overtaken',
  'formats',
  'all',
];

const TROUBLES: readonly Trouble[] = [
  { name: 'offline' },
  { name: 'unreachable' },
  { name: 'signed-out' },
  { name: 'forbidden' },
  { name: 'missing' },
  { name: 'misconfigured' },
  { name: 'site-not-allowed', origin: 'https://www.exemple.fr' },
  { name: 'site-not-allowed', origin: 'null' },
  { name: 'waiting', retryAt: 0 },
  { name: 'failed', code: 'unexpected' },
];

describe('the shared parts', () => {
  describe('accessibility', () => {
    for (const density of ['comfortable', 'compact']) {
      for (const part of PARTS) {
        it(`${part} is accessible, ${density}`, async () => {
          const { desk } = await mountDesk(part, {}, density);
          await expect(desk).to.be.accessible();
        });
      }
    }

    for (const trouble of TROUBLES) {
      it(`the screen of ${trouble.name} is accessible, and says what is true`, async () => {
        const driver = await mountDesk('all', { trouble });
        await expect(driver.desk).to.be.accessible();
        expect(wordsOf(driver.find('h2'))).not.to.be.empty;
      });
    }

    it('what is open over the page is accessible', async () => {
      for (const [part, label] of [
        ['dialog', 'Clore le rappel'],
        ['menu', 'Plus d’actions'],
        ['toast', 'Retirer la première'],
        ['fields', 'Enregistrer'],
        ['overtaken', 'Enregistrer la liste'],
      ] as const) {
        const driver = await mountDesk(part);
        await driver.press(label);
        await expect(driver.desk).to.be.accessible();
      }
    });

    (isChromium ? it : it.skip)('what is chosen is seen in forced colours', async () => {
      await emulateMedia({ forcedColors: 'active' });
      try {
        const tabs = await mountDesk('tabs');
        const borders = tabs.all('[role="tab"]').map((tab) => getComputedStyle(tab).borderBlockEndColor);
        expect(borders[0]).not.to.equal(borders[1]);
        const list = await mountDesk('list');
        await list.press('Delaunay');
        const [open, other] = [list.find('.item[aria-current]'), list.find('.item:not([aria-current])')];
        expect(getComputedStyle(open).borderInlineStartColor).not.to.equal(
          getComputedStyle(other).borderInlineStartColor,
        );
        const overtaken = await mountDesk('overtaken');
        await overtaken.press('Enregistrer la liste');
        const told = getComputedStyle(overtaken.find('#overtaken'));
        expect(told.borderInlineStartStyle).to.equal('solid');
        expect(told.borderInlineStartColor).not.to.equal(told.backgroundColor);
        for (const badge of list.all('.badge')) expect(getComputedStyle(badge).borderStyle).not.to.equal('none');
      } finally {
        await emulateMedia({ forcedColors: 'none' });
      }
    });

    it('nothing is wider than a telephone of 320 px', async () => {
      const driver = await mountDesk('all');
      driver.desk.style.inlineSize = '320px';
      await driver.drawn();
      const root = driver.find('.root');
      expect(root.scrollWidth).to.be.at.most(320);
    });
  });

  describe('trouble', () => {
    it('never looks like an empty list', async () => {
      const empty = wordsOf((await mountDesk('empty')).root.querySelector('.stack'));
      for (const trouble of TROUBLES) {
        const driver = await mountDesk('empty', { trouble });
        expect(driver.all('.empty')).to.be.empty;
        expect(wordsOf(driver.find('.stack'))).not.to.equal(empty);
      }
    });

    it('leads who is signed out to where one signs in', async () => {
      for (const name of ['signed-out', 'forbidden'] as const) {
        const driver = await mountDesk('all', { trouble: { name } });
        let asked = 0;
        driver.desk.addEventListener('story-sign-in', () => asked++);
        await driver.press('Se connecter');
        expect(asked).to.equal(1);
      }
    });

    it('takes the focus with its title, and gives the screen back', async () => {
      const driver = await mountDesk('flow', { failure: 'unreachable' });
      await driver.press('Continuer');
      await driver.press('Envoyer');
      expect(driver.focused).to.equal('heading');
      expect(wordsOf(driver.find('h2'))).to.include('ne répond pas');
      driver.desk.failure = undefined;
      await driver.press('Réessayer');
      expect(wordsOf(driver.find('h2'))).to.include('C’est envoyé');
      expect(driver.focused).to.equal('heading');
    });
  });

  describe('fields', () => {
    it('say that an answer may be left, and what is asked for', async () => {
      const driver = await mountDesk('fields');
      expect(wordsOf(driver.find('label[for="email"]'))).to.equal('Courriel (facultatif)');
      expect(driver.find('#name').hasAttribute('required')).to.be.true;
      const described = driver.find('#phone').getAttribute('aria-describedby') ?? '';
      expect(wordsOf(driver.find(`#${described}`))).to.equal('Pour rappeler');
    });

    it('lead to each answer that is refused, from a list that takes the focus', async () => {
      const driver = await mountDesk('fields');
      await driver.press('Enregistrer');
      expect(driver.focused).to.equal('summary');
      expect(wordsOf(driver.find('#faults'))).to.equal('4 réponses à corriger');
      await driver.press('Indiquez une date');
      expect(driver.focused).to.equal('birthDate');
      expect(driver.find('#birthDate').getAttribute('aria-invalid')).to.equal('true');
      await driver.press('Dites comment');
      expect(driver.focused).to.equal('way');
    });

    it('write what was typed as it will be kept, once they are left', async () => {
      const driver = await mountDesk('fields');
      type(driver, '#phone', '+33 (0)6-39 98 12 34');
      type(driver, '#birthDate', '3.1.1980');
      type(driver, '#name', ' De\u0301launay\u200b ');
      expect([driver.desk.draft.phone, driver.desk.draft.birthDate, driver.desk.draft.name]).to.deep.equal([
        '06\xa039\xa098\xa012\xa034',
        '03/01/1980',
        'Délaunay',
      ]);
      type(driver, '#phone', 'demain');
      expect((driver.find('#phone') as HTMLInputElement).value).to.equal('demain');
    });

    it('that are only shown cannot be typed into, and can be read', async () => {
      const driver = await mountDesk('fields');
      const field = driver.find('#reference') as HTMLInputElement;
      expect(field.readOnly).to.be.true;
      field.focus();
      expect(driver.focused).to.equal('reference');
    });

    it('of a form are sent by Enter', async () => {
      const driver = await mountDesk('fields');
      driver.find('#name').focus();
      await sendKeys({ press: 'Enter' });
      await driver.drawn();
      expect(driver.focused).to.equal('summary');
    });
  });

  describe('what somebody else was first with', () => {
    it('takes the focus, says what they have changed, and is left by the keyboard', async () => {
      const driver = await mountDesk('overtaken');
      driver.button('Enregistrer la liste').focus();
      await sendKeys({ press: 'Enter' });
      await driver.drawn();
      expect(driver.focused).to.equal('overtaken');
      const told = driver.find('#overtaken');
      expect(told.getAttribute('role')).to.equal('group');
      expect(wordsOf(driver.find(`#${told.getAttribute('aria-labelledby') ?? ''}`))).to.include('entre-temps');
      expect(driver.all('#overtaken li')).to.have.length(2);
      if (isWebkit) return;
      await sendKeys({ press: 'Tab' });
      expect(driver.focused).to.equal('Enregistrer la mienne à la place');
      await sendKeys({ press: 'Tab' });
      expect(driver.focused).to.equal('Reprendre la sienne');
      await sendKeys({ press: 'Enter' });
      await driver.drawn();
      expect(driver.all('#overtaken')).to.be.empty;
    });
  });

  describe('dialog', () => {
    it('says what it is about, keeps the focus and gives it back', async () => {
      const driver = await mountDesk('dialog');
      await driver.press('Clore le rappel');
      expect(driver.focused).to.equal('dialog-title');
      expect((driver.find('dialog') as HTMLDialogElement).open).to.be.true;
      await driver.press('Annuler');
      await driver.drawn();
      expect(driver.focused).to.equal('Clore le rappel');
    });

    it('is left by Escape', async () => {
      const driver = await mountDesk('dialog');
      await driver.press('Clore le rappel');
      await sendKeys({ press: 'Escape' });
      await driver.drawn();
      expect((driver.find('dialog') as HTMLDialogElement).open).to.be.false;
      expect(driver.focused).to.equal('Clore le rappel');
    });

    it('opens again after Escape', async () => {
      const driver = await mountDesk('dialog');
      for (let time = 0; time < 2; time++) {
        await driver.press('Clore le rappel');
        expect((driver.find('dialog') as HTMLDialogElement).open).to.be.true;
        await sendKeys({ press: 'Escape' });
        await driver.drawn();
      }
    });
  });

  describe('menu', () => {
    it('is opened and gone through by the keyboard', async () => {
      const driver = await mountDesk('menu');
      driver.find('#more').focus();
      await sendKeys({ press: 'ArrowDown' });
      await driver.drawn();
      expect(driver.focused).to.equal('Modifier');
      await sendKeys({ press: 'ArrowDown' });
      expect(driver.focused).to.equal('Envoyer un SMS');
      await sendKeys({ press: 'End' });
      expect(driver.focused).to.equal('Retirer de la liste');
      await sendKeys({ press: 'ArrowDown' });
      expect(driver.focused).to.equal('Modifier');
      await sendKeys({ press: 'i' });
      expect(driver.focused).to.equal('Imprimer');
      await sendKeys({ press: 'Enter' });
      await driver.drawn();
      expect(driver.announced).to.equal('Imprimer');
      expect(driver.focused).to.equal('more');
      expect(driver.all('[role="menu"]')).to.be.empty;
    });

    it('is closed by Escape, and by a press elsewhere', async () => {
      const driver = await mountDesk('menu');
      await driver.press('Plus d’actions');
      await sendKeys({ press: 'Escape' });
      await driver.drawn();
      expect(driver.all('[role="menu"]')).to.be.empty;
      expect(driver.focused).to.equal('more');
      await driver.press('Plus d’actions');
      document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
      await driver.drawn();
      expect(driver.all('[role="menu"]')).to.be.empty;
    });
  });

  describe('tabs', () => {
    for (const part of ['tabs', 'side'] as const) {
      it(`${part} are one stop for Tab, and the arrows open them`, async () => {
        const driver = await mountDesk(part);
        expect(driver.all('[role="tab"][tabindex="0"]')).to.have.lengthOf(1);
        driver.find('[role="tab"][tabindex="0"]').focus();
        await sendKeys({ press: 'ArrowRight' });
        await driver.drawn();
        expect(driver.find('[aria-selected="true"]').textContent).to.include('Rappelés');
        expect(wordsOf(driver.root.activeElement)).to.include('Rappelés');
        expect(driver.find('[role="tabpanel"]').getAttribute('aria-labelledby')).to.equal(
          driver.find('[aria-selected="true"]').id,
        );
        await sendKeys({ press: 'Home' });
        await driver.drawn();
        expect(driver.find('[aria-selected="true"]').textContent).to.include('À rappeler');
      });
    }
  });

  describe('table', () => {
    const minutes = (driver: DeskDriver) =>
      driver.all('tbody td.number .value').map((cell) => Number.parseInt(wordsOf(cell)));

    it('is sorted by what is pressed, one way and the other, and says so', async () => {
      const driver = await mountDesk('table');
      await driver.press('Attend depuis');
      const up = minutes(driver);
      expect(up).to.deep.equal([...up].sort((a, b) => a - b));
      expect(driver.find('[aria-sort="ascending"]').textContent).to.include('Attend depuis');
      await driver.press('Attend depuis');
      expect(minutes(driver)).to.deep.equal([...up].reverse());
      expect(driver.find('[aria-sort="descending"]').textContent).to.include('Attend depuis');
    });

    it('orders names as French does, accents aside', async () => {
      const driver = await mountDesk('table', { rowCount: 10 });
      await driver.press('Personne');
      const names = driver.all('tbody th').map(wordsOf);
      expect(names.findIndex((name) => name.startsWith('Éluard'))).to.be.below(
        names.findIndex((name) => name.startsWith('Le Goff')),
      );
    });

    it('is cards where there is little room, each value under its name, and sorted by a list', async () => {
      const driver = await mountDesk('table', { rowCount: 3 });
      driver.desk.style.inlineSize = '360px';
      await driver.drawn();
      const [card] = driver.all('tbody tr');
      expect(getComputedStyle(card!).display).to.equal('grid');
      expect(wordsOf(card!)).to.include('Téléphone').and.to.include('Attend depuis');
      // Drawn otherwise, it is a table all the same.
      for (const role of ['table', 'row', 'cell', 'rowheader', 'columnheader'])
        expect(driver.all(`[role="${role}"]`)).not.to.be.empty;
      const list = driver.find('#waiting-sort') as HTMLSelectElement;
      expect(list.getClientRects()).not.to.be.empty;
      list.value = 'minutes down';
      list.dispatchEvent(new Event('change'));
      await driver.drawn();
      const shown = minutes(driver);
      expect(shown).to.deep.equal([...shown].sort((a, b) => b - a));
    });
  });

  describe('list and detail', () => {
    it('stand side by side where there is room', async () => {
      const driver = await mountDesk('list');
      driver.desk.style.inlineSize = '1000px';
      await driver.press('Delaunay');
      expect(driver.focused).to.equal('opened');
      expect(driver.find('.list').getClientRects()).not.to.be.empty;
      expect(driver.find('.detail').getBoundingClientRect().left).to.be.above(
        driver.find('.list').getBoundingClientRect().left,
      );
    });

    it('come one at a time on a telephone, and the way back leads to where one was', async () => {
      const driver = await mountDesk('list');
      driver.desk.style.inlineSize = '360px';
      await driver.press('Nguyen');
      expect(driver.find('.list').getClientRects()).to.be.empty;
      await driver.press('Retour à la liste');
      expect(driver.find('.list').getClientRects()).not.to.be.empty;
      expect(driver.find(`#${driver.focused}`).textContent).to.include('Nguyen');
    });
  });

  describe('toast', () => {
    it('is announced, and takes back what was done', async () => {
      const driver = await mountDesk('toast');
      const before = driver.desk.rows;
      await driver.press('Retirer la première');
      expect(driver.announced).to.include('retirée de la liste').and.to.include('Annuler');
      await driver.press('Annuler');
      expect(driver.desk.rows).to.equal(before);
      expect(driver.all('.toast')).to.be.empty;
    });

    it('gives the focus back to where it came from', async () => {
      const driver = await mountDesk('toast');
      await driver.press('Retirer la première');
      await driver.press('Annuler');
      expect(driver.focused).to.include('Retirer la première');
    });
  });

  describe('density', () => {
    /** Whole rows of a desk that stand on one screen of a computer, 1280 by 800 px, below the head of the list. */
    async function rowsOnScreen(part: 'table' | 'list', density: string): Promise<number> {
      const driver = await mountDesk(part, { rowCount: 60 }, density);
      driver.desk.style.inlineSize = '1280px';
      await driver.drawn();
      const rows = driver.all(part === 'table' ? 'tbody tr' : '.list li');
      const top = rows[0]?.getBoundingClientRect().top ?? 0;
      return rows.filter((row) => row.getBoundingClientRect().bottom - top <= 700).length;
    }

    for (const part of ['table', 'list'] as const) {
      it(`a compact ${part} shows 1.8 times the rows of a comfortable one at 1280 px`, async () => {
        if (!isWebkit) await setViewport({ width: 1280, height: 800 });
        const [comfortable, compact] = [await rowsOnScreen(part, 'comfortable'), await rowsOnScreen(part, 'compact')];
        expect(compact / comfortable, `${compact} rows against ${comfortable}`).to.be.at.least(1.8);
      });

      it(`what is pressed in a compact ${part} is large enough for a pointer`, async () => {
        const driver = await mountDesk(part, {}, 'compact');
        for (const button of driver.all('button')) {
          // WCAG 2.2, 2.5.8.
          if (button.getClientRects().length)
            expect(button.getBoundingClientRect().height, wordsOf(button)).to.be.at.least(24);
        }
      });
    }
  });
});

function type(driver: DeskDriver, selector: string, text: string): void {
  const field = driver.find(selector) as HTMLInputElement;
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
}
