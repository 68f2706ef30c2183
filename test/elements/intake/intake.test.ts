import { expect, oneEvent } from '@open-wc/testing';
import type { IntakeRecordedEvent } from '@relais/elements';
import { memoryStorage, type Callback } from '@relais/sdk';
import { createDesk } from '@relais/sdk/desk';
import { createIntakes } from '@relais/sdk/intake';
import type { PageBackend } from '@relais/server/page';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { peopleRoutes } from '@relais/model';
import { deskSettings } from '../../../stories/intake/desk.ts';
import { openClient } from '../support/backend.ts';
import { deskClient, IntakeDriver, mount, openDesk } from '../support/intake.ts';
import { settings } from '../support/structure.ts';

async function waiting(backend: PageBackend): Promise<readonly Callback[]> {
  return (await createDesk(deskClient(backend)).list()).callbacks;
}

describe('relais-intake', () => {
  let backend: PageBackend;
  beforeEach(async () => {
    backend = await openDesk();
  });

  describe('accessibility', () => {
    it('is accessible at every step', async () => {
      const desk = await IntakeDriver.open(deskClient(backend));
      await expect(desk.element).to.be.accessible();
      await desk.press('Proposer un créneau');
      await expect(desk.element).to.be.accessible();
      await desk.write();
      await desk.propose();
      await desk.press('Tous les créneaux');
      await desk.until('the slots are there', () => desk.root.querySelector('.slots') !== null);
      await expect(desk.element).to.be.accessible();
      await desk.press('Confirmer');
      await desk.done();
      await expect(desk.element).to.be.accessible();
    });

    it('is accessible after a grave sign, and in English', async () => {
      const desk = await IntakeDriver.open(deskClient(backend), 'en');
      await desk.tick('chest');
      await expect(desk.element).to.be.accessible();
      expect(desk.text).to.contain('Call 15 now');
    });

    it('keeps within a narrow telephone', async () => {
      await setViewport({ width: 320, height: 700 });
      const desk = await IntakeDriver.open(deskClient(backend));
      await desk.write();
      await desk.propose();
      expect(desk.root.querySelector('.root')!.scrollWidth).to.be.at.most(320);
      await setViewport({ width: 1280, height: 800 });
    });
  });

  describe('where a request ends', () => {
    it('is a seat, with the reason why this one', async () => {
      const desk = await IntakeDriver.open(deskClient(backend));
      await desk.write();
      await desk.propose();
      expect(desk.text).to.contain('MSP des Tilleuls').and.to.contain('cabinets possibles');
      const told = oneEvent<IntakeRecordedEvent>(desk.element, 'relais-intake-recorded');
      await desk.press('Confirmer');
      const { detail } = await told;
      expect(detail.outcome).to.equal('seat');
      expect(Object.keys(detail).sort()).to.deep.equal(['bookingId', 'callbackId', 'intakeId', 'outcome']);
      await desk.done();
      expect(desk.text).to.match(/Référence \w{3}-\w{3}/);
      expect(desk.focused).to.equal('done');
    });

    it('is the call-back list, with a note', async () => {
      const desk = await IntakeDriver.open(deskClient(backend));
      await desk.type('phone', '0639981234');
      await desk.choose('class', 'c');
      await desk.type('note', 'Après 14 h');
      await desk.press('Mettre en rappel');
      await desk.done();
      const [entry] = await waiting(backend);
      expect([entry?.class, entry?.note, entry?.phone]).to.deep.equal(['c', 'Après 14 h', '+33639981234']);
    });

    it('is 15 alone after a grave sign, number and address being kept for the call that checks', async () => {
      const desk = await IntakeDriver.open(deskClient(backend));
      await desk.type('phone', '0639981234');
      await desk.type('address', '3 rue du Lavoir');
      await desk.tick('chest');
      expect(desk.root.getElementById('propose')).to.equal(null);
      expect(desk.root.getElementById('queue')).to.equal(null);
      expect(desk.field('target').value).to.equal('samu');
      await desk.press('Orienter');
      await desk.done();
      expect(desk.text).to.contain('rappel de contrôle');
      const [entry] = await waiting(backend);
      expect([entry?.rank, entry?.address]).to.deep.equal([0, '3 rue du Lavoir']);
    });

    it('is no seat where a clinician must call back', async () => {
      const desk = await IntakeDriver.open(deskClient(backend));
      await desk.tick('calf');
      expect(desk.root.getElementById('propose')).to.equal(null);
      expect(desk.text).to.contain('Un soignant doit rappeler');
    });

    it('needs no list of signs for whoever has been regulated', async () => {
      const desk = await IntakeDriver.open(deskClient(backend));
      await desk.choose('regulated', 'dispatchCentre');
      await desk.type('regulated-number', 'D-42');
      expect(desk.root.getElementById('signs')).to.equal(null);
      await desk.write();
      await desk.propose();
      await desk.press('Confirmer');
      await desk.done();
    });
  });

  describe('what is missing or stands in the way', () => {
    it('is said at its field, the first of which takes the focus', async () => {
      const desk = await IntakeDriver.open(deskClient(backend));
      desk.field('phone').focus();
      await desk.press('Mettre en rappel');
      expect(desk.text).to.contain('Numéro à écrire en entier');
      await desk.until('the focus is there', () => desk.focused === 'phone');
      await desk.press('Proposer un créneau');
      expect(desk.text).to.contain('Les signes n’ont pas été demandés');
    });

    it('is said of every slot of the day', async () => {
      const desk = await IntakeDriver.open(deskClient(backend));
      await desk.choose('commune', 'le-gue-blanc');
      await desk.tick('wound');
      await desk.press('Aucun autre signe');
      await desk.press('Tous les créneaux');
      await desk.until('the slots are there', () => desk.root.querySelector('.slots') !== null);
      expect(desk.text).to.contain('Il y manque ce qu’il faut');
    });

    it('is somebody known already, who is seen before and replaced when asked', async () => {
      const desk = await IntakeDriver.open(deskClient(backend));
      for (const again of [false, true]) {
        if (again) {
          await desk.press('Autre appel');
          await desk.write();
          await desk.until('she is known', () => desk.text.includes('même personne'));
        } else await desk.write();
        await desk.propose();
        await desk.press('Confirmer');
        if (!again) await desk.done();
      }
      await desk.until('it is said', () => desk.text.includes('a déjà un rendez-vous'));
      await desk.press('Remplacer');
      await desk.done();
      const { known } = await createIntakes(deskClient(backend)).search({ phone: '0639981234' });
      expect(known.length).to.equal(1);
    });

    it('is the network, and nothing written is lost by it', async () => {
      const desk = await IntakeDriver.open(deskClient(backend));
      await desk.write();
      await desk.propose();
      backend.fail('unavailable');
      await desk.press('Confirmer');
      await desk.until('it is said', () => desk.text.includes('ne répond pas'));
      expect(desk.field('familyName').value).to.equal('Delaunay');
      backend.fail(undefined);
      await desk.press('Confirmer');
      await desk.done();
    });

    it('is a number that cannot be looked up, which is not one that is unknown', async () => {
      const desk = await IntakeDriver.open(deskClient(backend));
      backend.fail('unavailable');
      await desk.type('phone', '0639981234');
      await desk.until('it is said', () => desk.text.includes('n’a pas pu être cherché'));
      backend.fail(undefined);
      await desk.press('Réessayer');
      await desk.until('it is known', () => !desk.text.includes('n’a pas pu être cherché'));
    });

    it('is a desk that cannot be opened, which is not an empty one', async () => {
      backend.fail('unavailable');
      const desk = new IntakeDriver(await mount(deskClient(backend)));
      await desk.until('it is said', () => desk.text.includes('ne répond pas'));
      await expect(desk.element).to.be.accessible();
      backend.fail(undefined);
      await desk.press('Réessayer');
      await desk.ready();
    });
  });

  describe('several calls', () => {
    it('stand side by side, and each keeps what was written', async () => {
      const desk = await IntakeDriver.open(deskClient(backend));
      await desk.type('phone', '0639981234');
      await desk.press('Autre appel');
      expect(desk.field('phone').value).to.equal('');
      await desk.type('familyName', 'Prunier');
      expect(desk.calls).to.deep.equal(['06 39 98 12 34', 'Prunier']);
      desk.root.querySelector<HTMLElement>('[role=tab]')!.click();
      await desk.element.updateComplete;
      expect(desk.phone).to.equal('06 39 98 12 34');
    });

    it('keep to themselves what is still being typed when the next one comes', async () => {
      const desk = await IntakeDriver.open(deskClient(backend));
      desk.field('familyName').focus();
      await sendKeys({ type: 'Delaunay' });
      await sendKeys({ press: 'F2' });
      await desk.until('the next call is there', () => desk.calls.length === 2 && desk.focused === 'who');
      expect(desk.calls).to.deep.equal(['Delaunay', 'Nouvel appel 2']);
      expect(desk.field('familyName').value).to.equal('');
    });

    it('outlive a reload', async () => {
      const storage = memoryStorage();
      const before = await IntakeDriver.open(deskClient(backend, storage));
      await before.write();
      await before.press('Autre appel');
      await before.type('familyName', 'Prunier');
      before.element.remove();
      await new Promise((resolve) => setTimeout(resolve, 100));
      const after = await IntakeDriver.open(deskClient(backend, storage));
      expect(after.calls).to.deep.equal(['Capucine Delaunay', 'Prunier']);
      expect(after.field('familyName').value).to.equal('Prunier');
    });

    it('share what a brother or an epidemic has in common', async () => {
      const desk = await IntakeDriver.open(deskClient(backend));
      await desk.write();
      await desk.press('Même appel');
      expect([desk.phone, desk.field('givenName').value]).to.deep.equal(['06 39 98 12 34', '']);
      await desk.choose('reason', 'pain');
      await desk.press('Autre appel, même motif');
      expect([desk.field('phone').value, desk.field('reason').value]).to.deep.equal(['', 'pain']);
    });

    it('are given up after a question, and their seat with them', async () => {
      const desk = await IntakeDriver.open(deskClient(backend));
      await desk.write();
      await desk.propose();
      await desk.press('Abandonner');
      await desk.press('Effacer');
      expect(desk.field('phone').value).to.equal('');
      await desk.until('the seat is free', () => desk.calls.length === 1);
    });
  });

  it('takes a whole request with 25 keys at most beside what is typed', async () => {
    const desk = await IntakeDriver.open(deskClient(backend));
    let presses = 0;
    const press = async (key: string, times = 1): Promise<void> => {
      for (let time = 0; time < times; time += 1) {
        await sendKeys({ press: key });
        await desk.element.updateComplete;
      }
      presses += times;
    };
    /** The Tab key until the focus is there: every press counts. */
    const tabTo = async (id: string): Promise<void> => {
      for (let time = 0; desk.focused !== id; time += 1) {
        if (time > 12) throw new Error(`#${id} is far away: #${desk.focused} has the focus`);
        await press('Tab');
      }
    };
    const type = (text: string): Promise<void> => sendKeys({ type: text });
    desk.field('who').focus();
    await tabTo('phone');
    await type('0639981234');
    await tabTo('commune');
    await type('Orme');
    await tabTo('end-signs');
    await press('Enter');
    await desk.until('the reason has the focus', () => desk.focused === 'reason');
    await type('Fi');
    await tabTo('familyName');
    await type('Delaunay');
    await tabTo('givenName');
    await type('Capucine');
    await tabTo('birthDate');
    await type('31031980');
    await press('F8');
    await desk.until('the seat can be confirmed', () => desk.focused === 'confirm');
    await press('Enter');
    await desk.done();
    expect(desk.text).to.contain('Rendez-vous confirmé');
    expect(presses).to.be.at.most(25);
    await press('F2');
    await desk.until('the next call can be written', () => desk.focused === 'who');
  });

  it('is walked by the arrows within the list of signs', async () => {
    const desk = await IntakeDriver.open(deskClient(backend));
    desk.field('sign-chest').focus();
    await sendKeys({ press: 'ArrowDown' });
    expect(desk.focused).to.equal('sign-calf');
    await sendKeys({ press: ' ' });
    expect(desk.field('sign-calf').checked).to.equal(true);
    await sendKeys({ press: 'End' });
    expect(desk.focused).to.equal('sign-baby');
  });

  describe('the treating doctor first', () => {
    const rule = { minutes: 20, classes: ['b'] };
    const enrol = async (desk: PageBackend) => {
      const administrator = openClient(desk, { getToken: () => desk.signToken('structureAdmin', settings.id) });
      const doctors = [{ familyName: 'Sorel', givenName: 'Paul', phone: '0199000002' }];
      const body = { formatVersion: 'relais-attending-doctors/1' as const, doctors };
      await administrator.core.call(peopleRoutes.importAttendingDoctors, { body });
    };

    it('is asked for where the structure wants it, and the clock is said', async () => {
      const own = await openDesk({ ...deskSettings, doctorFirst: rule });
      await enrol(own);
      const desk = await IntakeDriver.open(deskClient(own));
      await desk.write();
      expect(desk.root.getElementById('doctor-name')).to.equal(null);
      await desk.choose('attending', 'here');
      await desk.type('doctor-name', 'sor');
      await desk.until('the doctor is found', () => desk.root.getElementById('doctor') !== null);
      await desk.choose('doctor', desk.list('doctor').options[1]!.value);
      await desk.choose('class', 'b');
      expect(desk.text).to.contain('Paul Sorel a 20 min pour répondre');
      await expect(desk.element).to.be.accessible();
      await desk.press('Mettre en rappel');
      await desk.done();
      expect(desk.text).to.contain('Appelez Paul Sorel avant');
      const [entry] = await waiting(own);
      expect(entry?.doctor?.channel).to.equal('telephone');
    });

    it('is not asked for where the structure does not', async () => {
      const desk = await IntakeDriver.open(deskClient(backend));
      await desk.choose('attending', 'here');
      expect(desk.root.getElementById('doctor-name')).to.equal(null);
    });
  });
});
