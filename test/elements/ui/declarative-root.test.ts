import { expect } from '@open-wc/testing';
import '@relais/elements';
import { waitUntil } from '../support/wait.ts';

const TAGS = [
  'relais-action-log',
  'relais-consent',
  'relais-dashboard',
  'relais-doctor-answer',
  'relais-duty-call',
  'relais-indicator',
  'relais-intake',
  'relais-letter',
  'relais-load',
  'relais-matters',
  'relais-open-now',
  'relais-planning',
  'relais-protocol',
  'relais-protocol-tree',
  'relais-provider',
  'relais-questionnaire',
  'relais-questionnaire-summary',
  'relais-request',
  'relais-seat-offer',
  'relais-session',
  'relais-slot-picker',
  'relais-supervision',
  'relais-team',
  'relais-visit',
  'relais-waitlist',
];

describe('a root the page came with', () => {
  for (const tag of TAGS)
    it(`gives way to what ${tag} draws`, async () => {
      const holder = document.createElement('div');
      holder.setHTMLUnsafe(`<${tag}><template shadowrootmode="open"><p id="early">De la page</p></template></${tag}>`);
      const element = holder.firstElementChild as HTMLElement & { updateComplete: Promise<boolean> };
      expect(element.shadowRoot?.getElementById('early'), 'read by the parser').to.exist;
      document.body.append(holder);
      await element.updateComplete;
      expect(element.shadowRoot?.getElementById('early')).to.equal(null);
      expect(element.shadowRoot?.adoptedStyleSheets).to.not.be.empty;
      holder.remove();
    });

  it('stays until the words of the page’s language are there', async () => {
    const holder = document.createElement('div');
    holder.lang = 'en';
    holder.setHTMLUnsafe(
      '<relais-slot-picker><template shadowrootmode="open"><p id="early">Of the page</p></template></relais-slot-picker>',
    );
    document.body.append(holder);
    const { shadowRoot } = holder.firstElementChild!;
    expect(shadowRoot!.getElementById('early'), 'in the page, and its words on their way').to.exist;
    await waitUntil(() => shadowRoot!.textContent.includes('Ask for an appointment'));
    expect(shadowRoot!.getElementById('early')).to.equal(null);
    holder.remove();
  });
});
