import { expect } from '@open-wc/testing';
import type { Territory } from '@relais/model';
import type { PageBackend } from '@relais/server/page';
import { setViewport } from '@web/test-runner-commands';
import { deskSettings } from '../../../stories/intake/desk.ts';
import { wordsOf } from '../../../stories/support/visitor.ts';
import { openBackend } from '../support/backend.ts';
import { deskClient, IntakeDriver } from '../support/intake.ts';
import { checklist, englishChecklist, settings, territory } from '../support/structure.ts';

/** One practice with one seat this afternoon, and so many above it. */
function openFullDay(above: number): Promise<PageBackend> {
  const oneSeat: Territory = {
    ...territory,
    rules: { ...territory.rules, secretaryOverbookPerSession: above },
    openings: [{ practiceId: 'a', days: ['tue'], from: '14:00', to: '14:15', slotsPerHour: 4 }],
  };
  return openBackend({
    structures: [{ settings, territory: oneSeat, checklists: [checklist, englishChecklist], desk: deskSettings }],
  });
}

/** The only seat is given, and somebody else calls. */
async function callOnFullDay(above: number): Promise<IntakeDriver> {
  const desk = await IntakeDriver.open(deskClient(await openFullDay(above)));
  await desk.write();
  await desk.propose();
  await desk.press('Confirmer');
  await desk.done();
  await callAgain(desk, 'Ferrand', '06 39 98 12 35');
  return desk;
}

async function callAgain(desk: IntakeDriver, familyName: string, phone: string): Promise<void> {
  await desk.press('Autre appel');
  await desk.write({ phone, familyName, givenName: 'Lise' });
  await desk.press('Tous les créneaux');
  await desk.until('the slots are there', () => desk.root.querySelector('.slots') !== null);
}

const offersOne = (desk: IntakeDriver) =>
  [...desk.root.querySelectorAll('button')].some((one) => wordsOf(one).startsWith('Prendre en surnombre'));

describe('relais-intake, above the capacity of a session', () => {
  afterEach(() => setViewport({ width: 1280, height: 900 }));

  it('takes somebody in two presses, marked before and after it is confirmed', async () => {
    const desk = await callOnFullDay(1);
    expect(offersOne(desk)).to.equal(true);
    await expect(desk.element).to.be.accessible();
    await desk.press('Prendre en surnombre');
    await desk.says('Confirmer en surnombre');
    expect(desk.focused).to.equal('confirm');
    await desk.says('En surnombre');
    await expect(desk.element).to.be.accessible();
    await desk.press('Confirmer en surnombre');
    await desk.done();
    expect(desk.text).to.include('En surnombre');
  });

  it('offers no more than the rule allows', async () => {
    const desk = await callOnFullDay(1);
    await desk.press('Prendre en surnombre');
    await desk.says('Confirmer en surnombre');
    await desk.press('Confirmer en surnombre');
    await desk.done();
    await callAgain(desk, 'Marchal', '06 39 98 12 36');
    expect(offersOne(desk)).to.equal(false);
  });

  it('offers none where the rule allows none', async () => {
    const desk = await callOnFullDay(0);
    expect(offersOne(desk)).to.equal(false);
    expect(desk.text).to.not.include('surnombre');
  });

  it('is given back as any seat that is kept', async () => {
    const desk = await callOnFullDay(1);
    await desk.press('Prendre en surnombre');
    await desk.says('Confirmer en surnombre');
    await desk.press('Rendre ce créneau');
    await desk.until('it is given back', () => desk.root.getElementById('confirm') === null);
    await desk.press('Tous les créneaux');
    await desk.says('Prendre en surnombre');
  });

  it('keeps within a narrow telephone', async () => {
    await setViewport({ width: 320, height: 700 });
    const desk = await callOnFullDay(1);
    await desk.press('Prendre en surnombre');
    await desk.says('Confirmer en surnombre');
    expect(desk.root.querySelector('.root')!.scrollWidth).to.be.at.most(320);
  });
});
