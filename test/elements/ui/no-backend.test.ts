import { expect, fixture } from '@open-wc/testing';
import '@relais/elements';
import { waitUntil } from '../support/wait.ts';

const TAGS = [
  'relais-action-log',
  'relais-dashboard',
  'relais-intake',
  'relais-letter',
  'relais-load',
  'relais-matters',
  'relais-open-now',
  'relais-planning',
  'relais-supervision',
  'relais-team',
  'relais-visit',
  'relais-waitlist',
];

/** What a page sees that forgot an address. An element that asks again and again lets the page do nothing else: its test ends with its browser. */
describe('where a page names no backend', () => {
  for (const tag of TAGS)
    it(`${tag} says so, once`, async () => {
      const element = await fixture(`<${tag}></${tag}>`);
      const said = () => element.shadowRoot?.textContent ?? '';
      await waitUntil(() => said().includes('Cette page n’indique pas'), 'what is missing is said');
      expect(element.matches(':state(loading)'), 'it says that it is on its way').to.equal(false);
      expect(element.shadowRoot!.querySelector('[aria-busy="true"]'), 'a screen reader is kept from it').to.equal(null);
    });
});
