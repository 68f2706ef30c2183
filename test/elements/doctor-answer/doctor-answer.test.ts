import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '@relais/elements/doctor-answer';
import '@relais/elements/waitlist';
import type { DoctorAnswerElement, DoctorAnsweredEvent, Waitlist } from '@relais/elements';
import { DoctorStage, TreatingDoctor } from '../../../stories/doctor-answer/doctor-stage.ts';
import { Caller } from '../../../stories/waitlist/colleague.ts';
import type { DeskDocuments } from '../../../stories/waitlist/desk-stage.ts';

const opened: DoctorStage[] = [];
const read = async <Document>(path: string) => (await (await fetch(`/demo/${path}.json`)).json()) as Document;
const documents: DeskDocuments = {
  settings: await read('structures/rives-de-lorme'),
  territory: await read('territories/rives-de-lorme'),
  desk: await read('desks/desk'),
};

function openStage(): DoctorStage {
  const stage = new DoctorStage(documents);
  opened.push(stage);
  return stage;
}

async function openLink(stage: DoctorStage, says = 'Je la vois moi-même'): Promise<TreatingDoctor> {
  const [link, client] = [await stage.link(), await stage.telephone()];
  const element = await fixture<DoctorAnswerElement>(
    html`<relais-doctor-answer .client=${client} .link=${link}></relais-doctor-answer>`,
  );
  const doctor = new TreatingDoctor(element);
  await doctor.says(says);
  return doctor;
}

async function board(stage: DoctorStage): Promise<Caller> {
  const client = stage.desk.clientOf('hugo');
  return new Caller(await fixture<Waitlist>(html`<relais-waitlist .client=${client}></relais-waitlist>`));
}

describe('relais-doctor-answer', () => {
  afterEach(async () => {
    for (const stage of opened.splice(0)) await stage.close();
  });

  it('is accessible asked, answered and without a link, and keeps within a narrow telephone', async () => {
    await setViewport({ width: 320, height: 700 });
    const stage = openStage();
    await stage.ask();
    const doctor = await openLink(stage);
    await expect(doctor.element).to.be.accessible();
    expect(doctor.root.querySelector('.root')!.scrollWidth).to.be.at.most(320);
    // Large enough for a finger.
    for (const button of doctor.root.querySelectorAll('button'))
      expect(button.getBoundingClientRect().height).to.be.at.least(40);
    await doctor.press('Je ne peux pas');
    await doctor.says('vous ne pouvez pas');
    await expect(doctor.element).to.be.accessible();
    const lost = await fixture<DoctorAnswerElement>(
      html`<relais-doctor-answer api="/" structure="nulle"></relais-doctor-answer>`,
    );
    await new TreatingDoctor(lost).says('Aucune demande à ouvrir');
    await expect(lost).to.be.accessible();
    await setViewport({ width: 1280, height: 800 });
  });

  it('answers nothing by being looked at, and by one press is seen on the board', async () => {
    const stage = openStage();
    const id = await stage.ask();
    const desk = await board(stage);
    await desk.says('Camille Roy a le lien');
    const doctor = await openLink(stage);
    expect((await stage.desk.deskOf('nadia').read(id)).doctor?.answer).to.equal(undefined);
    expect(doctor.text).not.to.contain('Abiven');
    const told = oneEvent<DoctorAnsweredEvent>(doctor.element, 'relais-doctor-answered');
    await doctor.press('Je la vois');
    expect((await told).detail).to.deep.equal({ answer: 'sees' });
    await doctor.says('vous la voyez');
    await desk.says('Camille Roy la voit : à prévenir');
  });

  it('says that the time is over to whoever presses too late', async () => {
    const stage = openStage();
    await stage.ask();
    const doctor = await openLink(stage);
    await stage.wait(20);
    await doctor.press('Je la vois');
    await doctor.says('Le temps de répondre est passé');
  });

  it('sends the same answer again once the backend is back', async () => {
    const stage = openStage();
    const id = await stage.ask();
    const doctor = await openLink(stage);
    const backend = await stage.desk.backend();
    backend.fail('unavailable');
    await doctor.press('Je ne peux pas');
    await doctor.says('Réessayer');
    backend.fail(undefined);
    await doctor.press('Réessayer');
    await doctor.says('vous ne pouvez pas');
    expect((await stage.desk.deskOf('nadia').read(id)).doctor?.answer).to.equal('cannot');
  });
});

describe('relais-waitlist, the treating doctor first', () => {
  afterEach(async () => {
    for (const stage of opened.splice(0)) await stage.close();
  });

  it('asks the desk to telephone a doctor without an address, and takes down the answer', async () => {
    const stage = openStage();
    const id = await stage.ask({}, 'Sorel');
    const desk = await board(stage);
    await desk.says('Appelez Paul Sorel avant');
    await expect(desk.board).to.be.accessible();
    await desk.press('Plus', 'Abiven');
    await desk.press('Le médecin traitant ne peut pas');
    await desk.says('Paul Sorel ne peut pas');
    await desk.until('it is kept', () => desk.text.includes('Réponse du médecin traitant notée'));
    expect((await stage.desk.deskOf('nadia').read(id)).doctor?.answer).to.equal('cannot');
  });

  it('lets the request take its place by itself when the time is over', async () => {
    const stage = openStage();
    await stage.ask();
    await stage.desk.add({ since: 1, class: 'd', phone: '0639980030', familyName: 'Zidane' });
    const desk = await board(stage);
    await desk.says('Camille Roy a le lien');
    expect(desk.rows.map((row) => /Abiven|Zidane/.exec(row.textContent)?.[0])).to.deep.equal(['Zidane', 'Abiven']);
    await stage.wait(20);
    await desk.says('Camille Roy n’a pas répondu');
    await desk.until('it is first', () => /Abiven/.test(desk.rows[0]?.textContent ?? ''));
  });
});
