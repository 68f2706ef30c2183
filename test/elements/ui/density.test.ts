import { expect, fixture, html } from '@open-wc/testing';
import '@relais/elements';
import type { SlotPicker } from '@relais/elements';

describe('density', () => {
  afterEach(() => document.documentElement.style.removeProperty('--relais-density'));

  it('is comfortable unless somebody says otherwise', async () => {
    const [picker] = await pickersOf(html`<relais-slot-picker></relais-slot-picker>`);
    expect(heightOf(picker)).to.be.at.least(44);
  });

  it('is what the element says', async () => {
    const [picker] = await pickersOf(html`<relais-slot-picker density="compact"></relais-slot-picker>`);
    // Never below what a pointer needs: WCAG 2.2, 2.5.8.
    expect(heightOf(picker)).to.be.within(24, 40);
  });

  it('is the provider’s, unless the element says otherwise', async () => {
    const [told, own] = await pickersOf(
      html`<relais-provider density="compact">
        <relais-slot-picker></relais-slot-picker>
        <relais-slot-picker density="comfortable"></relais-slot-picker>
      </relais-provider>`,
    );
    expect(heightOf(told)).to.be.below(40);
    expect(heightOf(own)).to.be.at.least(44);
  });

  it('is the page’s own where its styles say it', async () => {
    document.documentElement.style.setProperty('--relais-density', '1');
    const [told, own] = await pickersOf(
      html`<div>
        <relais-slot-picker></relais-slot-picker><relais-slot-picker density="comfortable"></relais-slot-picker>
      </div>`,
    );
    expect(heightOf(told)).to.be.below(40);
    expect(heightOf(own)).to.be.at.least(44);
  });

  it('goes no further than compact', async () => {
    const [compact, beyond] = await pickersOf(
      html`<div>
        <relais-slot-picker style="--relais-density: 1"></relais-slot-picker>
        <relais-slot-picker style="--relais-density: 9"></relais-slot-picker>
      </div>`,
    );
    // Firefox lays out in sixtieths of a pixel.
    expect(heightOf(beyond)).to.be.closeTo(heightOf(compact), 0.1);
  });
});

async function pickersOf(template: ReturnType<typeof html>): Promise<SlotPicker[]> {
  const holder = await fixture(html`<div>${template}</div>`);
  const pickers = [...holder.querySelectorAll('relais-slot-picker')];
  await Promise.all(pickers.map((picker) => picker.updateComplete));
  return pickers;
}

/** Of a button that is not the main one: its class is taken off it. */
function heightOf(picker: SlotPicker | undefined): number {
  const button = picker?.shadowRoot?.querySelector('button');
  button?.classList.remove('primary');
  return button?.getBoundingClientRect().height ?? NaN;
}
