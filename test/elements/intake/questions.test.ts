import { expect } from '@open-wc/testing';
import { memoryStorage } from '@relais/sdk';
import { deskRoutes, type ReasonQuestion } from '@relais/model';
import type { PageBackend } from '@relais/server/page';
import { deskSettings } from '../../../stories/intake/desk.ts';
import { openDevice } from '../../../stories/support/devices.ts';
import { deskClient, IntakeDriver, openDesk } from '../support/intake.ts';
import { settings } from '../support/structure.ts';

const questions: ReasonQuestion[] = [
  {
    ...{ id: 'points', kind: 'yesNo', text: { fr: 'Des points ?', en: 'Stitches?' } },
    actions: [{ on: 'yes', equipment: 'suture', caution: { fr: 'Attention <b>à</b> tout', en: 'Mind' } }],
  },
  {
    ...{ id: 'since', kind: 'choice', text: { fr: 'Depuis ?', en: 'Since?' } },
    options: [
      { code: 'today', label: { fr: 'Ce jour', en: 'Today' } },
      { code: 'long', label: { fr: 'Longtemps', en: 'Long' } },
    ],
    actions: [{ on: 'long', clinician: true }],
  },
  {
    ...{ id: 'warmth', kind: 'number', text: { fr: 'Température', en: 'Temperature' }, illustrative: true },
    unit: { fr: '°C', en: '°C' },
  },
];

const open = (asked = questions): Promise<PageBackend> =>
  openDesk({ ...deskSettings, reasonQuestions: [{ reason: 'pain', questions: asked }] });

/** Somebody else changes them meanwhile. */
async function change(backend: PageBackend, asked: ReasonQuestion[]): Promise<void> {
  const getToken = () => backend.signToken('structureAdmin', settings.id);
  const { core } = openDevice(backend, settings.id, { getToken });
  const body = { ...deskSettings, reasonQuestions: [{ reason: 'pain', questions: asked }] };
  await core.call(deskRoutes.importDeskSettings, { body });
}

describe('questions of a reason', () => {
  it('are there for that reason alone, marked where they are examples, and accessible', async () => {
    const desk = await IntakeDriver.open(deskClient(await open()));
    await desk.choose('reason', 'fever');
    expect(desk.root.getElementById('answers')).to.equal(null);
    await desk.choose('reason', 'pain');
    expect(desk.text).to.contain('Des points ?').and.to.contain('Questions d’exemple').and.to.contain('(°C)');
    await expect(desk.element).to.be.accessible();
  });

  it('are asked in English', async () => {
    const desk = await IntakeDriver.open(deskClient(await open()), 'en');
    await desk.choose('reason', 'pain');
    expect(desk.text).to.contain('Stitches?').and.to.contain('Not asked');
  });

  it('show what is to be minded as text, and have a clinician call back', async () => {
    const desk = await IntakeDriver.open(deskClient(await open()));
    await desk.choose('reason', 'pain');
    await desk.choose('answer-points', 'yes');
    expect(desk.text).to.contain('Attention <b>à</b> tout');
    await desk.choose('answer-since', 'long');
    expect(desk.text).to.contain('Un soignant doit rappeler');
    expect(desk.root.getElementById('propose')).to.equal(null);
    expect(desk.list('class').value).to.equal('a');
  });

  it('take their answers along when the reason is changed: nothing is held unseen', async () => {
    const desk = await IntakeDriver.open(deskClient(await open()));
    await desk.choose('reason', 'pain');
    await desk.choose('answer-since', 'long');
    await desk.choose('reason', 'fever');
    expect(desk.text).not.to.contain('Un soignant doit rappeler');
    await desk.choose('reason', 'pain');
    expect(desk.list('answer-since').value).to.equal('');
  });

  it('name a number that cannot be read, and are recorded once it can', async () => {
    const desk = await IntakeDriver.open(deskClient(await open()));
    await desk.write();
    await desk.choose('reason', 'pain');
    await desk.type('answer-warmth', 'chaud');
    await desk.queue();
    expect(desk.text).to.contain('un nombre est attendu');
    expect(desk.focused).to.equal('answer-warmth');
    expect(desk.field('answer-warmth').getAttribute('aria-invalid')).to.equal('true');
    expect(desk.field('answer-points').hasAttribute('aria-invalid')).to.equal(false);
    await expect(desk.element).to.be.accessible();
    await desk.type('answer-warmth', '38,5');
    await desk.queue();
    await desk.done();
  });

  it('outlive a reload; an option that is no longer offered is not held, and is said to be gone', async () => {
    const storage = memoryStorage();
    const backend = await open();
    const before = await IntakeDriver.open(deskClient(backend, storage));
    await before.choose('reason', 'pain');
    await before.choose('answer-since', 'long');
    await before.type('answer-warmth', '38,5');
    before.element.remove();
    const after = await IntakeDriver.open(deskClient(backend, storage));
    expect(after.list('answer-since').value).to.equal('long');
    after.element.remove();
    const others = questions.map((one) =>
      one.id === 'since'
        ? {
            ...one,
            actions: undefined,
            options: one.options?.map((option) => ({ ...option, code: `${option.code}-2` })),
          }
        : one,
    );
    const later = await IntakeDriver.open(
      deskClient(await open(JSON.parse(JSON.stringify(others)) as ReasonQuestion[]), storage),
    );
    expect(later.list('answer-since').value).to.equal('');
    expect(later.field('answer-warmth').value).to.equal('38,5');
    expect(later.text).to.contain('ne vaut plus').and.not.to.contain('Un soignant doit rappeler');
  });

  it('are asked anew where they have changed during the call, and what stands is recorded', async () => {
    const backend = await open();
    const desk = await IntakeDriver.open(deskClient(backend));
    await desk.write();
    await desk.choose('reason', 'pain');
    await desk.choose('answer-points', 'no');
    await desk.choose('answer-since', 'today');
    await change(
      backend,
      questions.filter(({ id }) => id !== 'since'),
    );
    await desk.queue();
    await desk.says('ne vaut plus');
    expect(desk.root.getElementById('answer-since')).to.equal(null);
    expect(desk.list('answer-points').value).to.equal('no');
    await desk.queue();
    await desk.done();
  });

  it('whose words change during the call are not recorded under others, but asked anew', async () => {
    const backend = await open();
    const desk = await IntakeDriver.open(deskClient(backend));
    await desk.write();
    await desk.choose('reason', 'pain');
    await desk.choose('answer-points', 'yes');
    await desk.choose('answer-since', 'today');
    await change(
      backend,
      questions.map((one) =>
        one.id === 'points' ? { ...one, text: { fr: 'Sans points ?', en: 'No stitches?' } } : one,
      ),
    );
    await desk.queue();
    await desk.says('ne vaut plus');
    expect(desk.text).to.contain('Sans points ?');
    expect(desk.list('answer-points').value).to.equal('');
    expect(desk.list('answer-since').value).to.equal('today');
    await desk.queue();
    await desk.done();
  });

  it('that lead elsewhere by now say so where a seat is refused for it', async () => {
    const backend = await open();
    const desk = await IntakeDriver.open(deskClient(backend));
    await desk.write();
    await desk.choose('reason', 'pain');
    await desk.choose('answer-since', 'today');
    await desk.propose();
    await change(
      backend,
      questions.map((one) => (one.id === 'since' ? { ...one, actions: [{ on: 'today', clinician: true }] } : one)),
    );
    await desk.press('Confirmer');
    await desk.says('Un soignant doit rappeler');
    expect(desk.list('answer-since').value).to.equal('today');
  });

  it('keep the slots to sites with what they ask for before the signs have been looked for', async () => {
    const desk = await IntakeDriver.open(deskClient(await open()));
    await desk.choose('reason', 'pain');
    await desk.choose('answer-points', 'yes');
    await desk.press('Tous les créneaux');
    await desk.says('Il y manque ce qu’il faut');
  });

  it('left blank are none', async () => {
    const desk = await IntakeDriver.open(deskClient(await open()));
    await desk.write();
    await desk.choose('reason', 'pain');
    await desk.type('answer-warmth', '  ');
    await desk.queue();
    await desk.done();
  });
});
