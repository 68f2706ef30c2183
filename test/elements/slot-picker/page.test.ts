import { expect, fixture, html } from '@open-wc/testing';
import { openBackend, openClient, withoutLive } from '../support/backend.ts';
import { mountPicker, type PickerDriver } from '../support/picker.ts';
import { states } from '../support/states.ts';
import { checklist, settings, territory } from '../support/structure.ts';
import { wordsOf } from '../../../stories/support/visitor.ts';
import { waitUntil } from '../support/wait.ts';

describe('relais-slot-picker', () => {
  describe('page', () => {
    it('cannot spoil the picker by its styles', async () => {
      const driver = await mountPicker();
      const calm = look(driver);
      const style = document.createElement('style');
      style.textContent = `
        html { font-size: 62.5%; }
        * { all: revert; font: italic 40px/3 cursive !important; letter-spacing: 1em !important; text-transform: uppercase !important;
          color: pink !important; text-align: right !important; white-space: pre !important; word-spacing: 1em !important;
          text-indent: 5em !important; cursor: wait !important; text-shadow: 0 0 9px red !important; }
        button, .root, .primary, h2 { display: none !important; background: red !important; }`;
      document.head.append(style);
      try {
        expect(look(driver)).to.deep.equal(calm);
      } finally {
        style.remove();
      }
    });

    it('may hide the picker', async () => {
      const driver = await mountPicker();
      driver.picker.parentElement!.style.visibility = 'hidden';
      expect(getComputedStyle(driver.root.querySelector('.root')!).visibility).to.equal('hidden');
    });

    it('holds two pickers that know nothing of each other', async () => {
      const backend = await openBackend();
      const first = await mountPicker({ backend });
      const second = await mountPicker({ backend });
      await first.goTo('checklist');
      await first.press('Une douleur', 'urgent');
      await second.goTo('confirmed');
      expect(first.picker.state).to.equal('urgent');
    });

    it('may move the picker and finds it where it was', async () => {
      const driver = await states.held();
      const other = await fixture<HTMLElement>(html`<div></div>`);
      driver.picker.remove();
      other.append(driver.picker);
      expect(driver.picker.state).to.equal('held');
      await driver.backend.advance(301_000);
      await driver.reaches('expired');
    });

    it('hears no more of slots once the picker is gone', async () => {
      const backend = await openBackend();
      const streams = new Set<AbortSignal>();
      const fetch = (request: Request) => {
        if (request.url.includes('/events?')) streams.add(request.signal);
        return backend.fetch(request);
      };
      const driver = await mountPicker({ backend, client: openClient(backend, { fetch }) });
      await driver.goTo('ready');
      await waitUntil(() => streams.size === 1);
      driver.picker.remove();
      expect([...streams].every(({ aborted }) => aborted)).to.be.true;
    });

    it('is told the time of the place in the night the clocks go back', async () => {
      const night: typeof territory = {
        ...territory,
        openings: [{ practiceId: 'a', days: ['sun'], from: '02:00', to: '04:00', slotsPerHour: 2 }],
      };
      // The evening before 25 October 2026, when 02:00 to 03:00 comes twice.
      const now = Date.parse('2026-10-24T22:10:00Z');
      const structures = [{ settings, territory: night, checklists: [checklist] }];
      const backend = await openBackend({ now, structures });
      const driver = await mountPicker({ backend, client: openClient(backend, { fetch: withoutLive(backend) }) });
      await driver.goTo('ready');
      const names = [...driver.root.querySelectorAll('.slot')].map(wordsOf);
      expect(names[0]).to.include('2 h (heure d’été d’Europe centrale)');
      expect(names[2]).to.include('2 h (heure normale d’Europe centrale)');
      expect(new Set(names)).to.have.length(names.length);
    });
  });
});

/** What a page's style could have reached. */
function look({ root }: PickerDriver) {
  return ['.root', 'h2', '.primary', 'p'].map((selector) => {
    const {
      color,
      cursor,
      display,
      font,
      letterSpacing,
      textAlign,
      textIndent,
      textShadow,
      textTransform,
      whiteSpace,
      wordSpacing,
    } = getComputedStyle(root.querySelector(selector)!);
    return [
      color,
      cursor,
      display,
      font,
      letterSpacing,
      textAlign,
      textIndent,
      textShadow,
      textTransform,
      whiteSpace,
      wordSpacing,
    ];
  });
}
