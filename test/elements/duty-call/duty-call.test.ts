import { expect, fixture, html } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '@relais/elements/duty-call';
import '@relais/elements/planning';
import type { DutyAnsweredEvent, DutyCallElement, PlanningElement } from '@relais/elements';
import { createDutyCalls } from '@relais/sdk/duty-call';
import type { DutyCall } from '@relais/sdk';
import { BUSY_ON_MONDAY } from '../../../stories/planning/agenda-host.ts';
import { DutyStage, Volunteer, type DutyDocuments } from '../../../stories/duty-call/duty-stage.ts';
import { PlanningReader } from '../../../stories/planning/reader.ts';

const opened: DutyStage[] = [];
const read = async <Document>(path: string) => (await (await fetch(`/demo/${path}.json`)).json()) as Document;
const documents: DutyDocuments = {
  settings: await read('structures/rives-de-lorme'),
  territory: await read('territories/rives-de-lorme'),
};

function openStage(): DutyStage {
  const stage = new DutyStage(documents);
  opened.push(stage);
  return stage;
}

async function openLink(stage: DutyStage, call: DutyCall, says = 'Envoyer'): Promise<Volunteer> {
  const [link, client] = [await stage.linkOf(call), await stage.telephone()];
  const element = await fixture<DutyCallElement>(
    html`<relais-duty-call .client=${client} .link=${link}></relais-duty-call>`,
  );
  const volunteer = new Volunteer(element);
  await volunteer.says(says);
  return volunteer;
}

async function coordinator(stage: DutyStage): Promise<PlanningReader> {
  const client = await stage.as('coordinator');
  const element = await fixture<PlanningElement>(html`<relais-planning .client=${client}></relais-planning>`);
  const reader = new PlanningReader(element);
  await reader.says('Qui reçoit, et quand');
  await reader.press('Qui peut');
  await reader.says('Demander qui peut');
  return reader;
}

describe('relais-duty-call', () => {
  afterEach(async () => {
    for (const stage of opened.splice(0)) await stage.close();
  });

  it('is accessible asked, answered, closed and without a link', async () => {
    const stage = openStage();
    const call = await stage.call('Merci');
    const volunteer = await openLink(stage, call);
    expect(getComputedStyle(volunteer.root.querySelector('button.primary')!).minBlockSize).to.equal('44px');
    await expect(volunteer.element).to.be.accessible();
    await volunteer.press('Envoyer');
    await volunteer.says('Répondez pour une plage au moins');
    await expect(volunteer.element).to.be.accessible();
    await volunteer.choose(1, 'yes');
    await volunteer.press('Envoyer');
    await volunteer.says('Merci, c’est noté');
    await expect(volunteer.element).to.be.accessible();
    await stage.end(call);
    const late = await openLink(stage, call, 'Cet appel est clos');
    await expect(late.element).to.be.accessible();
    const lost = await fixture<DutyCallElement>(html`<relais-duty-call api="/" structure="nulle"></relais-duty-call>`);
    await new Volunteer(lost).says('Aucun appel à ouvrir');
    await expect(lost).to.be.accessible();
  });

  it('answers nothing by being looked at, and shows the answers that were given', async () => {
    const stage = openStage();
    const call = await stage.call();
    await openLink(stage, call);
    const calls = createDutyCalls(await stage.as('coordinator'));
    expect((await calls.list()).calls[0]?.volunteers.some(({ answeredAt }) => answeredAt !== undefined)).to.equal(
      false,
    );
    await stage.answer(call, ['yes', 'ifNeeded']);
    const again = await openLink(stage, call, 'Vous avez répondu');
    expect([1, 2, 3].map((range) => again.chosen(range))).to.deep.equal(['yes', 'ifNeeded', undefined]);
  });

  it('sends what is chosen, tells its host nothing of it, and has it changed', async () => {
    const stage = openStage();
    const volunteer = await openLink(stage, await stage.call());
    const heard: DutyAnsweredEvent[] = [];
    volunteer.element.addEventListener('relais-duty-answered', (event) => heard.push(event));
    await volunteer.choose(1, 'yes');
    await volunteer.press('Envoyer');
    await volunteer.says('Votre réponse : Oui');
    expect(heard.map(({ detail }) => Object.keys(detail))).to.deep.equal([['answerId']]);
    await volunteer.press('Changer mes réponses');
    await volunteer.choose(1, 'no');
    await volunteer.press('Envoyer');
    await volunteer.says('Votre réponse : Non');
  });

  it('keeps what was chosen when the network is lost in between, and sends it once it is back', async () => {
    const stage = openStage();
    const volunteer = await openLink(stage, await stage.call());
    await volunteer.choose(2, 'ifNeeded');
    const backend = await stage.backend();
    backend.fail('unavailable');
    await volunteer.press('Envoyer');
    await volunteer.says('Réessayer');
    backend.fail(undefined);
    await volunteer.press('Réessayer');
    await volunteer.says('Envoyer');
    expect(volunteer.chosen(2)).to.equal('ifNeeded');
    await volunteer.press('Envoyer');
    await volunteer.says('Votre réponse : Si besoin');
  });

  it('opens for no link of somebody who is no volunteer any more', async () => {
    const stage = openStage();
    const call = await stage.call();
    const link = await stage.linkOf(call);
    await (await stage.backend()).importTerritory(documents.settings.id, documents.territory);
    const element = await fixture<DutyCallElement>(
      html`<relais-duty-call .client=${await stage.telephone()} .link=${link.replace(/.$/, 'x')}></relais-duty-call>`,
    );
    await new Volunteer(element).says('Aucun appel à ouvrir');
  });

  it('fits a telephone of 320 pixels', async () => {
    await setViewport({ width: 320, height: 700 });
    const stage = openStage();
    const { element } = await openLink(stage, await stage.call('Un mot très-long-sans-aucune-espace'.repeat(6)));
    expect(element.scrollWidth).to.be.at.most(element.clientWidth);
    expect(document.documentElement.scrollWidth).to.be.at.most(320);
    await setViewport({ width: 1280, height: 800 });
  });
});

describe('relais-planning, who can', () => {
  afterEach(async () => {
    for (const stage of opened.splice(0)) await stage.close();
  });

  it('asks, reads the answers and puts somebody on duty by one press', async () => {
    const stage = openStage();
    const reader = await coordinator(stage);
    await reader.press('Demander qui peut');
    await reader.says('Plages à pourvoir');
    await expect(reader.element).to.be.accessible();
    await reader.tick('jeudi 12 novembre');
    await reader.tick('vendredi 13 novembre');
    await reader.type('duty-word', 'Merci à tous');
    await reader.press('Envoyer l’appel');
    await reader.says('0 réponse sur 3');
    await reader.says('« Merci à tous »');
    const calls = createDutyCalls(await stage.as('coordinator'));
    const [call] = (await calls.list()).calls;
    await stage.answer(call!, ['yes', 'ifNeeded']);
    await reader.press('Actualiser');
    await reader.says('Dr B. Bouleau : oui');
    await expect(reader.element).to.be.accessible();
    await reader.press('Inscrire, Dr B. Bouleau');
    await reader.says('Son agenda le montre');
    expect((await calls.list()).calls[0]?.ranges[0]?.onDuty).to.deep.equal(['v22']);
  });

  it('says to who has given their own agenda where it is busy, and to nobody else', async () => {
    const stage = new DutyStage(documents, { agenda: BUSY_ON_MONDAY });
    opened.push(stage);
    const call = await stage.call();
    expect((await openLink(stage, call)).text).not.to.include('agenda');
    const [link, client] = [await stage.unsentLinkOf(call), await stage.telephone()];
    const element = await fixture<DutyCallElement>(
      html`<relais-duty-call .client=${client} .link=${link}></relais-duty-call>`,
    );
    const ines = new Volunteer(element);
    await ines.says('Votre agenda est occupé à ces heures');
    await expect(element).to.be.accessible();
  });

  it('tells the second of two coordinators, and closes the call', async () => {
    const stage = openStage();
    const call = await stage.call();
    await stage.answer(call, ['yes']);
    const reader = await coordinator(stage);
    await reader.says('Dr B. Bouleau : oui');
    await stage.give(call, 1, 'v21');
    await reader.press('Inscrire, Dr B. Bouleau');
    await reader.says('Quelqu’un d’autre vient d’être inscrit');
    await reader.says('sur cette plage : Dre Inès Benali');
    await reader.press('Clore l’appel');
    await reader.says('ne prend plus de réponse');
  });

  it('says what has failed, and shows no emptiness in its place', async () => {
    const stage = openStage();
    await stage.call();
    const reader = await coordinator(stage);
    (await stage.backend()).fail('unavailable');
    await reader.press('Actualiser');
    await reader.says('Réessayer');
    expect(reader.text).not.to.include('Aucun appel');
    (await stage.backend()).fail(undefined);
    await reader.press('Réessayer');
    await reader.says('0 réponse sur 3');
  });
});
