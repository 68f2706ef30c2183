import { expect, fixture, html } from '@open-wc/testing';
import '@relais/elements';
import type { RunPort } from '@relais/elements';
import { answerForm, withoutRules } from '@relais/engine/protocol';
import type { CaseAnswer } from '@relais/model';
import { createProtocols } from '@relais/sdk/protocol';
import type { QuestionnaireResponse } from '@relais/sdk/questionnaire';
import { createRuns } from '@relais/sdk/run';
import type { RunState } from '@relais/sdk/run';
import { sendKeys } from '@web/test-runner-commands';
import { openBackend, openClient } from '../support/backend.ts';
import { collector, NOW, organization, texts, values } from '../support/consent.ts';
import { readProtocol } from '../support/protocol.ts';
import { mountRun, odette, odynophagie, ordinary, RunDriver } from '../support/protocol-run.ts';
import { Respondent } from '../support/questionnaire.ts';
import { settings } from '../support/structure.ts';

/** What a host hears. */
function listen(driver: RunDriver, type: 'relais-run-started' | 'relais-run-alert' | 'relais-run-ended'): unknown[] {
  const heard: unknown[] = [];
  driver.element.addEventListener(type, ({ detail }) => heard.push(detail));
  return heard;
}

const computing = {
  ...odynophagie,
  mode: { kind: 'compute', by: 'Dre Anne Le Goff', on: '2026-11-02' } as const,
};

/** What is on the screen for an answer. */
function wordsFor(linkId: string, value: CaseAnswer): string {
  if (typeof value === 'boolean') return value ? 'Oui' : 'Non';
  const item = odynophagie.questionnaire.item.find((one) => one.linkId === linkId);
  const options = (item?.['answerOption'] ?? []) as { valueCoding: { code: string; display: string } }[];
  return options.find(({ valueCoding }) => valueCoding.code === value)!.valueCoding.display;
}

describe('relais-protocol', () => {
  it('is accessible at each step', async () => {
    const driver = await mountRun();
    await expect(driver.element).to.be.accessible();
    await driver.press('Le patient est éligible');
    await driver.until(() => driver.consent !== null, 'the consent');
    await driver.agree();
    await expect(driver.element).to.be.accessible();
    await driver.press('C’est bien cette personne');
    await driver.until(() => driver.element.stage === 'questions', 'the questions');
    await driver.answer({ 'od.trod': 'non-concluant' });
    await expect(driver.element).to.be.accessible();
    await driver.press('Voir le résultat');
    await expect(driver.element).to.be.accessible();
  });

  it('says who may be included, and marks what a doctor has to validate', async () => {
    const driver = await mountRun();
    expect(driver.words).to.contain('Étape 1 sur 6');
    expect(driver.words).to.contain('Le patient peut être inclus si');
    expect(driver.words).to.contain('Exemple à valider par un médecin');
  });

  it('does not begin while something is missing, and says who can mend it', async () => {
    const driver = await mountRun({ missing: [{ what: 'nobodyOnCall', mender: 'structureAdmin' }] });
    expect(driver.words).to.contain('aucun délégant n’est d’astreinte (à faire par l’administrateur)');
    expect(driver.button('Le patient est éligible')).to.equal(undefined);
  });

  it('goes from the consent to a good end, with the reasons, without a backend', async () => {
    const driver = await mountRun({ protocol: computing });
    const [started, ended] = [listen(driver, 'relais-run-started'), listen(driver, 'relais-run-ended')];
    await driver.begin();
    await driver.answer();
    await driver.press('Voir le résultat');
    await driver.until(() => driver.element.stage === 'outcome', 'the result');
    expect(driver.words).to.contain('Pourquoi ce résultat');
    expect(driver.words).to.match(/Parce que .*TROD.* : négatif/);
    await driver.end();
    expect(driver.element.stage).to.equal('done');
    const { run, outcome } = driver.element.result!;
    const { narrative } = driver;
    expect(outcome).to.equal('managedByDelegate');
    expect(narrative).to.contain('Issue : Prise en charge directe');
    expect(narrative).to.contain('Réalisé par Nora Belkacem');
    expect([started, ended]).to.deep.equal([[{ run }], [{ run }]]);
  });

  it('lets a person conclude where the protocol only shows its criteria', async () => {
    const driver = await mountRun();
    await driver.begin();
    await driver.answer();
    await driver.press('Voir le résultat');
    expect(driver.words).to.contain('Les critères sont montrés ; vous concluez.');
    await driver.end();
    expect(driver.element.stage).to.equal('outcome');
    await driver.choose('outcome', 'managedByDelegate');
    await driver.end();
    expect(driver.element.result?.outcome).to.equal('managedByDelegate');
  });

  it('takes the screen for an urgency until it was seen', async () => {
    const driver = await mountRun();
    await driver.begin();
    await driver.answer({ 'od.rf.breath': true });
    const dialog = driver.root.querySelector('dialog')!;
    expect(dialog.open).to.equal(true);
    expect(dialog.innerText).to.contain('SAMU (15)');
    expect(dialog.querySelector('a')?.getAttribute('href')).to.equal('tel:15');
    dialog.dispatchEvent(new Event('cancel', { cancelable: true }));
    expect(driver.root.querySelector('dialog')?.open).to.equal(true);
    await driver.press('J’ai vu cette alerte');
    expect(driver.root.querySelector('dialog')).to.equal(null);
    await driver.press('Voir le résultat');
    expect(driver.root.querySelector<HTMLSelectElement>('select[name=target]')?.value).to.equal('samu');
    await driver.choose('outcome', 'managedByDelegate');
    expect(driver.words).to.contain('Un critère s’oppose à une prise en charge directe');
    await driver.end();
    expect(driver.element.stage).to.equal('outcome');
    await driver.choose('outcome', 'redirected');
    await driver.choose('target', 'samu');
    await driver.end();
    expect(driver.element.result?.target).to.equal('samu');
  });

  it('reads an alert aloud as it is written, and gives it the focus by its name', async () => {
    const driver = await mountRun();
    await driver.begin();
    await driver.answer({ 'od.trod': 'non-concluant' });
    await driver.until(() => driver.root.querySelector('[part=alert]') !== null, 'the alert');
    const [alert, aloud] = [
      driver.root.querySelector('[part=alert]')!,
      driver.root.querySelector('.hidden[role=status]'),
    ];
    const [title, text] = ['h3', 'h3 + p'].map((part) => alert.querySelector(part)!.textContent.trim());
    expect(aloud?.textContent.trim()).to.equal(`${title}. ${text}`);
    expect([alert.getRootNode() as ShadowRoot].map((root) => root.activeElement)).to.deep.equal([alert]);
    expect(alert.getAttribute('aria-label')).to.equal(title);
  });

  it('tells the host of an alert by its rule alone, and takes the answer', async () => {
    const driver = await mountRun();
    const alerts = listen(driver, 'relais-run-alert') as { run: string; rule: string }[];
    await driver.begin();
    await driver.answer({ 'od.trod': 'non-concluant' });
    expect(alerts.map(({ rule }) => rule)).to.deep.equal(['9']);
    await driver.press('J’ai vu cette alerte');
    await driver.press('Voir le résultat');
    await driver.choose('outcome', 'managedByDelegate');
    expect(driver.words).to.contain('Le délégant n’a pas encore répondu.');
    await driver.element.answerAlert('9', 'continue');
    await driver.settle();
    expect(driver.words).to.contain('Réponse du délégant : continuez.');
    await driver.end();
    expect(driver.narrative).to.contain('(réponse : continuez)');
  });

  it('asks at the end for what the tariff and the count of acts depend on, and tells the backend so', async () => {
    const excluding = { ...odynophagie.tariff!, excludesWhen: ['ordinaryActSameDay'] as const };
    const ends: object[] = [];
    const state = (revision: number): RunState =>
      ({ id: 'run', revision, state: 'open', alerts: [], people: [], level: 'alert' }) as unknown as RunState;
    const runs: RunPort = {
      ...{ createId: () => 'passage-0123456789', subscribe: () => () => undefined },
      ...{ start: () => Promise.resolve(state(1)), save: () => Promise.resolve(state(2)) },
      ...{ acknowledge: () => Promise.resolve(state(2)), answer: () => Promise.resolve(state(2)) },
      ...{ read: () => Promise.reject(new Error('not asked')) },
      end: (_, end) => {
        ends.push(end);
        return Promise.resolve(state(3));
      },
    };
    const driver = await mountRun({ protocol: { ...odynophagie, tariff: excluding }, runs });
    await driver.begin();
    await driver.answer({ 'od.trod': 'non-concluant' });
    await driver.press('J’ai vu cette alerte');
    await driver.press('Voir le résultat');
    await driver.choose('outcome', 'managedByDelegate');
    const box = (name: string) => driver.root.querySelector<HTMLInputElement>(`input[name=${name}]`);
    expect(box('delegatorActed'), 'she has not answered yet').to.equal(null);
    await driver.element.answerAlert('9', 'continue');
    await driver.settle();
    box('delegatorActed')!.click();
    box('ordinaryAct')!.click();
    await driver.settle();
    await expect(driver.element).to.be.accessible();
    box('ordinaryAct')!.click();
    await driver.settle();
    await driver.end();
    expect(driver.element.result?.said).to.deep.equal(['delegatorActed']);
    expect(ends).to.have.length(1);
    expect(ends[0]).to.include({ outcome: 'managedByDelegate', delegatorActed: true });
    expect(ends[0]).not.to.have.property('ordinaryAct');
  });

  it('shows treatments and allergies of the host’s record, and tells them with the run alone', async () => {
    const told = { treatments: ['Metformine'], allergies: [] };
    const driver = await mountRun({ patient: { ...odette, ...told } });
    await driver.press('S’entraîner');
    expect(driver.words).to.contain('Traitements Metformine Allergies aucun connu du dossier');
    await driver.press('C’est bien cette personne');
    await driver.until(() => driver.element.stage === 'questions', 'the questions');
    await driver.answer();
    await driver.press('Voir le résultat');
    await driver.choose('outcome', 'managedByDelegate');
    await driver.end();
    expect(driver.narrative).to.contain('Traitements : Metformine Allergies : aucun connu du dossier');
  });

  it('counts breaths through a minute, by the keyboard, and puts them into the question that asks for it', async () => {
    let now = NOW;
    const protocol = await readProtocol('bronchiolite');
    const driver = await mountRun({ protocol, now: () => now });
    await driver.press('S’entraîner');
    await driver.press('C’est bien cette personne');
    await driver.until(() => driver.element.stage === 'questions', 'the questions');
    driver.root.querySelector<HTMLElement>('.counter summary')!.click();
    await driver.settle();
    await driver.press('Démarrer la minute');
    expect(driver.root.activeElement?.className).to.contain('beat');
    const heard = () => driver.root.querySelector('.counter [role=status]')!.textContent;
    expect(heard()).to.equal('La minute commence.');
    for (let breath = 0; breath < 42; breath++) await sendKeys({ press: 'Enter' });
    await expect(driver.element).to.be.accessible();
    now += 31_000;
    await driver.until(() => heard() === 'Encore 30 secondes.', 'half of it is said');
    now += 30_000;
    await driver.until(() => heard() === 'En une minute\u00a0: 42.', 'the minute is over');
    await sendKeys({ press: 'Enter' });
    await driver.press('Reporter 42 dans le questionnaire');
    await driver.until(() => heard() === 'Reporté.', 'it is put in');
    expect(JSON.stringify(driver.element.response)).to.contain(
      '{"linkId":"br.rr","text":"Fréquence respiratoire sur 1 minute","answer":[{"valueInteger":42}]}',
    );
    await driver.press('Démarrer la minute');
    await driver.press('Arrêter');
    expect(driver.words).not.to.contain('En une minute');
  });

  it('lets an alert lapse whose answer is put right', async () => {
    const driver = await mountRun();
    await driver.begin();
    await driver.answer({ 'od.trod': 'non-concluant' });
    await driver.answer();
    expect(driver.words).to.contain('Ne tient plus');
  });

  it('keeps the answers where somebody goes back from the result, for the next answer too', async () => {
    const driver = await mountRun();
    await driver.begin();
    await driver.answer();
    const said = ({ response }: { readonly response: QuestionnaireResponse | undefined }) =>
      JSON.stringify(response && withoutRules(response).item);
    const before = said(driver.element);
    expect(before).to.contain('od.trod');
    await driver.press('Voir le résultat');
    await driver.until(() => driver.element.stage === 'outcome', 'the result');
    await driver.press('Revenir');
    await driver.until(() => driver.form !== null && said(driver.form) === before, 'the questions, answered');
    await driver.press('Voir le résultat');
    await driver.until(() => driver.element.stage === 'outcome', 'nothing is missing');
    await driver.choose('outcome', 'managedByDelegate');
    await driver.end();
    await driver.until(() => driver.element.stage === 'done', 'the end');
    expect(said(driver.element)).to.equal(before);
  });

  it('raises an alert with the answer itself, and waits for nothing to draw it', async () => {
    const driver = await mountRun();
    const alerts = listen(driver, 'relais-run-alert') as { rule: string }[];
    await driver.begin();
    await driver.answer();
    answerForm(driver.form!.openForm!, { ...ordinary, 'od.trod': 'non-concluant' });
    expect(alerts.map(({ rule }) => rule)).to.deep.equal(['9']);
    await driver.element.updateComplete;
    expect(driver.root.querySelector('[part=alert]')).not.to.equal(null);
  });

  it('judges a form that stays open over midnight by the day the run began, as the server does', async () => {
    let now = NOW;
    const driver = await mountRun({ protocol: computing, now: () => now });
    await driver.begin();
    now += 24 * 60 * 60_000;
    const today = new Date(NOW).toISOString().slice(0, 10);
    await driver.answer({ 'od.trod.expiry': today });
    await driver.press('Voir le résultat');
    expect(driver.words).not.to.contain('périmé');
    await driver.end();
    expect(driver.element.result?.evaluation?.level).to.equal('outcome');
  });

  it('keeps answers alone, and not what its rules have come to', async () => {
    const driver = await mountRun();
    await driver.begin();
    await driver.answer();
    expect(JSON.stringify(driver.element.response)).not.to.contain('relais-rules');
  });

  it('never ends well while a question is left out', async () => {
    const driver = await mountRun();
    await driver.begin();
    await driver.press('Voir le résultat');
    expect(driver.element.stage).to.equal('questions');
  });

  it('is marked from the first press on when it is to learn by', async () => {
    const driver = await mountRun({ missing: [{ what: 'certificate', mender: 'delegator' }] });
    await driver.press('S’entraîner');
    expect(driver.words).to.contain('ENTRAÎNEMENT');
    expect(driver.element.matches(':state(training)')).to.equal(true);
    await driver.press('C’est bien cette personne');
    await driver.until(() => driver.element.stage === 'questions', 'the questions');
    expect(driver.words).to.contain('ENTRAÎNEMENT');
  });

  it('takes at most forty presses and fields from the start to the outcome', async () => {
    const driver = await mountRun({ protocol: computing, known: { 'od.age': 42 } });
    let presses = 0;
    const press = async (words: string) => {
      presses += 1;
      await driver.press(words);
    };
    await press('Le patient est éligible');
    presses += await driver.agree();
    await press('C’est bien cette personne');
    await driver.until(() => driver.form !== null, 'the questions');
    const person = await new Respondent(driver.form!).settles();
    for (const [linkId, value] of Object.entries(ordinary)) {
      if (linkId === 'od.age' || !person.has(linkId)) continue;
      presses += 1;
      if (typeof value === 'number') await person.fill(linkId, String(value).replace('.', ','));
      else await person.choose(linkId, wordsFor(linkId, value));
    }
    await driver.settle();
    await press('Voir le résultat');
    await driver.until(() => driver.element.stage === 'outcome', 'the result');
    presses += 1;
    await driver.end();
    expect(driver.element.result?.outcome).to.equal('managedByDelegate');
    expect(presses).to.be.at.most(40);
  });

  it('keeps a run at the structure’s backend, which raises the same alerts', async () => {
    const backend = await openBackend();
    const as = (role: 'structureAdmin' | 'delegate') =>
      openClient(backend, { getToken: () => backend.signToken(role, settings.id) });
    await createProtocols(as('structureAdmin')).import(odynophagie);
    const client = as('delegate');
    const given = { protocol: undefined, protocolId: 'odynophagie', client, now: () => backend.now() };
    const driver = await mountRun({ ...given, training: true });
    await driver.until(() => driver.button('Le patient est éligible') !== undefined, 'the protocol is fetched');
    await driver.begin();
    const { run } = await new Promise<{ run: string }>((resolve) => {
      driver.element.addEventListener('relais-run-alert', ({ detail }) => resolve(detail));
      void driver.answer({ 'od.trod': 'non-concluant' });
    });
    await driver.until(() => driver.button('J’ai vu cette alerte') !== undefined, 'the alert');
    await driver.press('J’ai vu cette alerte');
    const runs = createRuns(client);
    let alerts: readonly { rule: string; acknowledgedAt?: string | undefined }[] = [];
    for (let turn = 0; turn < 100 && alerts[0]?.acknowledgedAt === undefined; turn++) {
      alerts = (await runs.read(run)).alerts;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(alerts.map(({ rule }) => rule)).to.deep.equal(['9']);
    await driver.press('Voir le résultat');
    await driver.choose('outcome', 'abandoned');
    await driver.end();
    await driver.until(() => driver.element.stage === 'done', 'the end');
    const kept = await runs.read(run);
    expect([kept.state, kept.outcome, kept.training]).to.deep.equal(['ended', 'abandoned', true]);
    expect(kept.review).to.equal(undefined);
  });

  it('lets an alert stand that was raised while the answers before were on their way', async () => {
    const backend = await openBackend();
    const as = (role: 'structureAdmin' | 'delegate') =>
      openClient(backend, { getToken: () => backend.signToken(role, settings.id) });
    await createProtocols(as('structureAdmin')).import(odynophagie);
    const kept = createRuns(as('delegate'));
    const answers: (() => void)[] = [];
    const runs: RunPort = {
      ...kept,
      save: async (...given) => {
        const state = await kept.save(...given);
        await new Promise<void>((resolve) => answers.push(resolve));
        return state;
      },
    };
    const driver = await mountRun({ runs, training: true, now: () => backend.now() });
    const alert = () => driver.root.querySelector('[part=alert]');
    const nextAnswer = async (number: number) => {
      await driver.until(() => answers.length === number, 'the answers are kept');
      answers.at(-1)!();
      await driver.settle();
    };
    await driver.begin();
    await driver.answer({ 'od.trod': 'non-concluant' });
    await nextAnswer(1);
    await driver.answer();
    await driver.until(() => answers.length === 2, 'the answers are kept');
    expect(alert()!.hasAttribute('data-lapsed')).to.equal(true);
    await driver.answer({ 'od.trod': 'non-concluant' });
    expect(alert()!.hasAttribute('data-lapsed')).to.equal(false);
    await nextAnswer(2);
    expect(alert()!.hasAttribute('data-lapsed'), 'what the server says is of the answers before').to.equal(false);
    await nextAnswer(3);
    expect(alert()!.hasAttribute('data-lapsed')).to.equal(false);
  });

  it('ends a run after all that was answered and seen, one write at a time, however long each takes', async () => {
    const backend = await openBackend();
    const as = (role: 'structureAdmin' | 'delegate') =>
      openClient(backend, { getToken: () => backend.signToken(role, settings.id) });
    await createProtocols(as('structureAdmin')).import(odynophagie);
    const kept = createRuns(as('delegate'));
    const [order, goOn]: [string[], (() => void)[]] = [[], []];
    let [underWay, most] = [0, 0];
    const slowly = async <T>(name: string, write: () => Promise<T>): Promise<T> => {
      order.push(name);
      most = Math.max(most, ++underWay);
      try {
        const answer = await write();
        if (name === 'save' && goOn.length === 0) await new Promise<void>((resolve) => goOn.push(resolve));
        return answer;
      } finally {
        underWay -= 1;
      }
    };
    const runs: RunPort = {
      ...kept,
      save: (...given) => slowly('save', () => kept.save(...given)),
      acknowledge: (...given) => slowly('acknowledge', () => kept.acknowledge(...given)),
      end: (...given) => slowly('end', () => kept.end(...given)),
    };
    const driver = await mountRun({ runs, training: true, now: () => backend.now() });
    await driver.begin();
    await driver.answer({ 'od.trod': 'non-concluant' });
    await driver.until(() => goOn.length === 1, 'the first answers are under way');
    await driver.press('J’ai vu cette alerte');
    await driver.answer();
    await driver.press('Voir le résultat');
    await driver.choose('outcome', 'redirected');
    await driver.choose('target', 'generalPractitioner');
    await driver.end();
    expect(order).to.deep.equal(['save']);
    goOn[0]!();
    await driver.until(() => driver.element.stage === 'done', 'the end');
    expect([order.at(-1), order.filter((one) => one === 'end').length, most]).to.deep.equal(['end', 1, 1]);
    expect((await kept.read(driver.element.result!.run)).alerts[0]!.acknowledgedAt).to.be.a('string');
  });

  it('does not end a run as long as its last answers are not on the server', async () => {
    const backend = await openBackend();
    const as = (role: 'structureAdmin' | 'delegate') =>
      openClient(backend, { getToken: () => backend.signToken(role, settings.id) });
    await createProtocols(as('structureAdmin')).import(odynophagie);
    const kept = createRuns(as('delegate'));
    let isFailing = true;
    let ends = 0;
    const runs: RunPort = {
      ...kept,
      save: (...given) => (isFailing ? Promise.reject(new Error('the server is unwell')) : kept.save(...given)),
      end: (...given) => {
        ends += 1;
        return kept.end(...given);
      },
    };
    const driver = await mountRun({ runs, training: true, now: () => backend.now() });
    await driver.begin();
    await driver.answer();
    await driver.press('Voir le résultat');
    await driver.choose('outcome', 'managedByDelegate');
    await driver.end();
    await driver.until(() => driver.words.includes('ne sont pas encore enregistrées sur le serveur'), 'it says so');
    expect([ends, driver.element.stage]).to.deep.equal([0, 'outcome']);
    isFailing = false;
    await driver.end();
    await driver.until(() => driver.element.stage === 'done', 'the end');
    expect((await kept.read(driver.element.result!.run)).outcome).to.equal('managedByDelegate');
  });

  it('begins with a clock that is days ahead, says so, and asked again after a cut is the same start', async () => {
    const backend = await openBackend();
    const as = (role: 'structureAdmin' | 'delegate') =>
      openClient(backend, { getToken: () => backend.signToken(role, settings.id) });
    await createProtocols(as('structureAdmin')).import(odynophagie);
    const kept = createRuns(as('delegate'));
    let cuts = 1;
    const runs: RunPort = {
      ...kept,
      start: async (request) => {
        const state = await kept.start(request);
        if (cuts-- > 0) throw new Error('the answer is lost');
        return state;
      },
    };
    let ahead = 3 * 86_400_000;
    const driver = await mountRun({ runs, training: true, now: () => backend.now() + ahead });
    await driver.press('Le patient est éligible');
    await driver.press('C’est bien cette personne');
    await driver.until(() => driver.words.includes('Le passage n’a pas pu commencer'), 'the cut');
    ahead += 60_000;
    await driver.press('C’est bien cette personne');
    await driver.until(() => driver.element.stage === 'questions', 'the questions');
    expect(driver.words).to.contain('L’horloge de cet appareil n’est pas à l’heure');
    await expect(driver.element).to.be.accessible();
    const [line] = (await kept.list()).runs;
    expect([line!.needsReview, Date.parse(line!.startedAt) <= backend.now()]).to.deep.equal([true, true]);
  });

  it('has it counted with one press that a patient is not included, and nothing of who only learns', async () => {
    const backend = await openBackend();
    const as = (role: 'structureAdmin' | 'delegate') =>
      openClient(backend, { getToken: () => backend.signToken(role, settings.id) });
    await createProtocols(as('structureAdmin')).import(odynophagie);
    const kept = createRuns(as('delegate'));
    const sent: object[] = [];
    let isDown = true;
    const runs: RunPort = {
      ...kept,
      recordNonInclusion: (found) => {
        sent.push(found);
        return isDown ? Promise.reject(new Error('no network')) : kept.recordNonInclusion(found);
      },
    };
    const driver = await mountRun({ runs });
    await driver.press('Il ne l’est pas : réorienter');
    await driver.until(() => driver.words.includes('n’est pas encore comptée'), 'the cut is told');
    await expect(driver.element).to.be.accessible();
    isDown = false;
    await driver.press('Réessayer');
    await driver.until(() => driver.words.includes('est comptée, sans le nom du patient'), 'it is counted');
    expect(driver.narrative, 'nothing was asked').not.to.contain('Réponses');
    expect(sent[1]).to.deep.equal(sent[0]);
    expect(sent[0]).to.include({ reason: 'notEligible', protocol: 'odynophagie' });
    expect(JSON.stringify(sent)).not.to.contain('patiente-1');
    driver.element.restart();
    await driver.settle();
    await driver.press('Le patient refuse le protocole');
    await driver.until(() => driver.words.includes('est comptée'), 'the refusal is counted');
    expect(driver.element.result?.outcome).to.equal('refused');
    const learner = await mountRun({ runs, training: true });
    await learner.press('Il ne l’est pas : réorienter');
    expect(learner.element.stage).to.equal('done');
    expect(sent).to.have.length(3);
  });

  it('says that what it needs could not be fetched, and fetches it again', async () => {
    const backend = await openBackend();
    const network = { isDown: true };
    const client = openClient(backend, {
      getToken: () => backend.signToken('delegate', settings.id),
      fetch: (request) => (network.isDown ? Promise.reject(new TypeError('Failed')) : backend.fetch(request)),
    });
    const driver = await mountRun({ protocol: undefined, protocolId: 'otite', client });
    await driver.until(() => driver.words.includes('n’a pas pu être ouvert'), 'it says so');
    network.isDown = false;
    await driver.press('Réessayer');
    await driver.until(() => driver.words.includes('La structure n’a pas ce protocole.'), 'it has asked');
  });

  it('is embedded as the guide says', async () => {
    const guide = await (await fetch('/docs/protocol/README.md')).text();
    const [, tag] = /```html\n<script[^\n]*\n([\s\S]*?)```/.exec(guide)!;
    const [, lines] = /## Without our backend\n\n```js\n([\s\S]*?)```/.exec(guide)!;
    const holder = await fixture<HTMLElement>(html`<div></div>`);
    holder.innerHTML = tag!;
    const kept: unknown[] = [];
    const given = {
      ...{ protocol: computing, patient: odette, known: { 'od.age': 42 }, texts, values, collector, organization },
      records: [],
      keepConsent: (record: unknown) => Promise.resolve(kept.push(record)),
      askDelegator: (rule: string) => Promise.resolve(rule === '9' ? 'continue' : 'emergency'),
      keepRun: (result: unknown) => kept.push(result),
    };
    // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- The lines of the guide, to be run as they stand.
    new Function(...Object.keys(given), lines!)(...Object.values(given));
    const driver = new RunDriver(holder.querySelector('relais-protocol')!);
    await driver.settle();
    await driver.begin();
    await driver.answer({ 'od.trod': 'non-concluant' });
    await driver.press('J’ai vu cette alerte');
    await driver.press('Voir le résultat');
    await driver.until(() => driver.words.includes('Réponse du délégant : continuez.'), 'the answer');
    await driver.end();
    expect(kept).to.have.length(2);
    expect(driver.element.result?.outcome).to.equal('managedByDelegate');
  });

  it('begins anew for another patient', async () => {
    const driver = await mountRun();
    await driver.begin();
    await driver.answer();
    driver.element.patient = { ...driver.element.patient!, id: 'patiente-3' };
    await driver.settle();
    expect([driver.element.stage, driver.element.response]).to.deep.equal(['eligibility', undefined]);
  });

  it('says that a document is no protocol', async () => {
    const driver = await mountRun({ protocol: '{"formatVersion":"x"}' });
    await driver.until(() => driver.words.includes('Ce document n’est pas un protocole'), 'it says so');
  });

  it('speaks English', async () => {
    const driver = await mountRun({ language: 'en' });
    await driver.until(() => driver.words.includes('Step 1 of 6'), 'English');
    expect(driver.words).to.contain('The patient is eligible: go on');
  });
});
