import { expect, fixture, html } from '@open-wc/testing';
import '@relais/elements';
import type { Provider } from '@relais/elements';
import { fr } from '../../../packages/elements/src/slot-picker/words/fr.ts';
import { mirrored } from '../../../stories/support/mirrored.ts';
import { mountDesk } from '../support/desk.ts';
import { waitUntil } from '../support/wait.ts';

const languages = {
  fa: () => Promise.resolve({ default: { 'relais-slot-picker': mirrored(fr) } }),
};

async function rootOf(provider: Provider, says: string): Promise<HTMLElement> {
  const picker = provider.querySelector('relais-slot-picker')!;
  await waitUntil(() => picker.shadowRoot?.textContent.includes(says) === true);
  return picker.shadowRoot!.querySelector<HTMLElement>('.root')!;
}

describe('a language from right to left', () => {
  it('that a page brings is laid out so, on a page that is not', async () => {
    const provider = await fixture<Provider>(
      html`<relais-provider language="fa-IR" .languages=${languages}
        ><relais-slot-picker></relais-slot-picker
      ></relais-provider>`,
    );
    const root = await rootOf(provider, mirrored(fr).start);
    expect(getComputedStyle(root).direction).to.equal('rtl');
    const sign = root.querySelector('.emergency')!;
    expect(getComputedStyle(sign).borderRightWidth).to.equal('4px');
    expect(getComputedStyle(sign).borderLeftWidth).to.equal('0px');
  });

  it('of the page is not that of an element which speaks French', async () => {
    const provider = await fixture<Provider>(
      html`<relais-provider dir="rtl" lang="he" style="direction: rtl"
        ><relais-slot-picker></relais-slot-picker
      ></relais-provider>`,
    );
    const root = await rootOf(provider, fr.start);
    expect(root.lang).to.equal('fr');
    expect(getComputedStyle(root).direction).to.equal('ltr');
  });

  it('turns every shared part, and nothing is wider than a telephone of 320 px', async () => {
    const driver = await mountDesk('all');
    driver.desk.language = 'ar';
    driver.desk.style.inlineSize = '320px';
    await driver.drawn();
    const root = driver.find('.root');
    expect(getComputedStyle(root).direction).to.equal('rtl');
    expect(root.scrollWidth).to.be.at.most(320);
    const inside = root.getBoundingClientRect();
    // Tabs scroll within their strip.
    for (const element of root.querySelectorAll('button:not([role="tab"]), input, select, h2, table')) {
      const box = element.getBoundingClientRect();
      if (box.width <= 1) continue;
      expect(box.left, element.outerHTML.slice(0, 80)).to.be.at.least(inside.left);
      expect(box.right, element.outerHTML.slice(0, 80)).to.be.at.most(inside.right);
    }
  });
});
