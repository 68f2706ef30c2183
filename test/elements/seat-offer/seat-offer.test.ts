import { expect, fixture, html } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '@relais/elements/seat-offer';
import type { OfferAnsweredEvent, SeatOfferElement } from '@relais/elements';
import { Asked, OfferStage } from '../../../stories/seat-offer/offer-stage.ts';
import type { DeskDocuments, Waiting } from '../../../stories/waitlist/desk-stage.ts';

const opened: OfferStage[] = [];
const read = async <Document>(path: string) => (await (await fetch(`/demo/${path}.json`)).json()) as Document;
const documents: DeskDocuments = {
  settings: await read('structures/rives-de-lorme'),
  territory: await read('territories/rives-de-lorme'),
  desk: await read('desks/desk'),
};

/** Somebody who has been asked for a seat, with the link open. */
async function beAsked(waiting: Partial<Waiting> = {}): Promise<{ stage: OfferStage; asked: Asked }> {
  const stage = new OfferStage(documents);
  opened.push(stage);
  const link = await stage.offer(waiting);
  const client = await stage.clientOf(link);
  const element = await fixture<SeatOfferElement>(
    html`<relais-seat-offer .client=${client} .link=${link} manage-page="/mon-rendez-vous.html"></relais-seat-offer>`,
  );
  const asked = new Asked(element);
  await asked.says('Gardée jusqu’à');
  return { stage, asked };
}

const nobody = { familyName: undefined, givenName: undefined, birthDate: undefined, reason: undefined };

describe('relais-seat-offer', () => {
  afterEach(async () => {
    for (const stage of opened.splice(0)) await stage.close();
  });

  it('is accessible offered, asking who, accepted and without a link', async () => {
    const { asked } = await beAsked(nobody);
    expect(getComputedStyle(asked.root.querySelector('button.primary')!).minBlockSize).to.equal('44px');
    await expect(asked.element).to.be.accessible();
    await asked.press('Oui');
    await asked.says('réponses à corriger');
    await expect(asked.element).to.be.accessible();
    const { asked: other } = await beAsked();
    await other.press('Oui');
    await other.says('la place est à vous');
    await expect(other.element).to.be.accessible();
    const lost = await fixture<SeatOfferElement>(
      html`<relais-seat-offer api="/" structure="nulle"></relais-seat-offer>`,
    );
    await new Asked(lost).says('Aucune proposition');
    await expect(lost).to.be.accessible();
  });

  it('answers nothing by being looked at', async () => {
    const { stage, asked } = await beAsked();
    asked.element.link = `${asked.element.link ?? ''}&again`;
    await asked.says('Gardée jusqu’à');
    const { callbacks } = await stage.desk.deskOf('nadia').list();
    expect(callbacks.map(({ status }) => status)).to.deep.equal(['waiting']);
  });

  it('takes the seat at one press, and leads to the booking', async () => {
    const { stage, asked } = await beAsked();
    const heard: OfferAnsweredEvent[] = [];
    asked.element.addEventListener('relais-offer-answered', (event) => heard.push(event));
    await asked.press('Oui');
    await asked.says('la place est à vous');
    expect(heard.map(({ detail }) => Object.keys(detail))).to.deep.equal([['offerId', 'answer']]);
    const link = asked.root.querySelector<HTMLAnchorElement>('a[href*="relais="]');
    expect(link?.pathname).to.equal('/mon-rendez-vous.html');
    const { callbacks } = await stage.desk.deskOf('nadia').list('closed');
    expect(callbacks.map(({ outcome }) => outcome)).to.deep.equal(['seatFound']);
    expect(asked.root.activeElement?.id).to.equal('heading');
  });

  it('passes it on at a no', async () => {
    const { stage, asked } = await beAsked();
    await asked.press('Non');
    await asked.says('proposée à quelqu’un d’autre');
    const { callbacks } = await stage.desk.deskOf('nadia').list();
    expect(callbacks.length).to.equal(1);
  });

  it('asks for what the desk does not know, and says what is missing', async () => {
    const { asked } = await beAsked(nobody);
    await asked.press('Oui');
    await asked.says('4 réponses à corriger');
    asked.type('familyName', 'Énard');
    asked.type('givenName', 'Ida');
    asked.type('birthDate', '03/02/2001');
    asked.type('reason', 'orl');
    await asked.press('Oui');
    await asked.says('la place est à vous');
  });

  it('says when it is over', async () => {
    const { stage, asked } = await beAsked();
    await (await stage.desk.backend()).advance(11 * 60_000);
    await asked.press('Oui');
    await asked.says('n’est plus proposée');
  });

  it('fits a narrow screen', async () => {
    await setViewport({ width: 320, height: 640 });
    const { asked } = await beAsked();
    expect(asked.root.querySelector('.root')!.scrollWidth).to.be.at.most(320);
    await setViewport({ width: 1280, height: 800 });
  });
});
