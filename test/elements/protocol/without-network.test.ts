import { expect } from '@open-wc/testing';
import '@relais/elements';
import type { ConsentPort, RunPort } from '@relais/elements';
import { createConsents } from '@relais/sdk/consent';
import { createRuns } from '@relais/sdk/run';
import type { Runs } from '@relais/sdk/run';
import { openNurse } from '../support/nurse.ts';
import { mountRun, odette, odynophagie, type RunDriver } from '../support/protocol-run.ts';
import { waitUntil } from '../support/wait.ts';

/** The id of the run that begins next. */
const startOf = ({ element }: RunDriver) =>
  new Promise<string>((resolve) =>
    element.addEventListener('relais-run-started', ({ detail }) => resolve(detail.run), { once: true }),
  );

async function begin(driver: RunDriver): Promise<string> {
  const begun = startOf(driver);
  await driver.begin();
  return begun;
}

describe('relais-protocol without a network', () => {
  it('goes from the consent to the end, and sends all of it once when the network is back', async () => {
    const { backend, network, open } = await openNurse();
    const client = open();
    const [runs, consents] = [createRuns(client), createConsents(client)];
    const callees = [{ professional: 'p-1', familyName: 'Durand', givenName: 'Anne', phone: '+33239990001' }];
    network.isDown = true;
    const driver = await mountRun({ runs, consents, callees, now: () => backend.now() });
    await driver.begin();
    expect(driver.words).to.contain('Pas de réseau : tout est gardé, chiffré, sur cet appareil');
    await driver.answer({ 'od.trod': 'non-concluant' });
    await driver.until(
      () => driver.words.includes('Sans réseau, personne n’est prévenu : téléphonez.'),
      'the telephone',
    );
    expect(driver.root.querySelector('a[href="tel:+33239990001"]')).not.to.equal(null);
    await expect(driver.element).to.be.accessible();
    await driver.press('J’ai vu cette alerte');
    await driver.answer();
    await driver.press('Voir le résultat');
    await driver.choose('outcome', 'redirected');
    await driver.choose('target', 'generalPractitioner');
    await driver.end();
    await driver.until(() => driver.element.stage === 'done', 'the end');
    expect(driver.words).to.contain('Pas de réseau');
    expect(driver.root.querySelector('relais-letter'), 'a letter is made of what the server has').to.equal(null);

    network.isDown = false;
    dispatchEvent(new Event('online'));
    await driver.until(() => driver.words.includes('Le réseau est revenu'), 'all is sent');
    const { run } = driver.element.result!;
    const kept = await runs.read(run);
    expect([kept.state, kept.outcome, kept.target]).to.deep.equal(['ended', 'redirected', 'generalPractitioner']);
    // Nobody has declared a team here: care that has happened is kept, to be reviewed. The consent came before it.
    expect(kept.review?.missing).not.to.include('consentMissing');
    expect(await consents.list(odette.id)).to.have.length(1);
    expect(await runs.resume()).to.deep.equal([]);
  });

  it('sends at the next opening what a page that was closed has left', async () => {
    const { backend, network, open } = await openNurse();
    network.isDown = true;
    const first = await mountRun({ runs: createRuns(open()), training: true, now: () => backend.now() });
    await first.begin();
    await first.answer();
    await first.press('Voir le résultat');
    await first.choose('outcome', 'abandoned');
    await first.end();
    await first.until(() => first.element.stage === 'done', 'the end');
    const { run } = first.element.result!;
    first.element.remove();

    network.isDown = false;
    const runs = createRuns(open());
    const next = await mountRun({ runs, now: () => backend.now() });
    await next.until(() => next.words.includes('Le réseau est revenu'), 'what was left is sent');
    expect(next.element.stage).to.equal('eligibility');
    expect((await runs.read(run)).state).to.equal('ended');
  });

  it('goes on asking to telephone where the network comes back too late for anybody to be called', async () => {
    const { backend, network, open } = await openNurse();
    const client = open();
    network.isDown = true;
    const [runs, consents] = [createRuns(client), createConsents(client)];
    const driver = await mountRun({ runs, consents, now: () => backend.now() });
    await driver.begin();
    await driver.answer({ 'od.trod': 'non-concluant' });
    const asksToCall = () => driver.words.includes('Sans réseau, personne n’est prévenu : téléphonez.');
    await driver.until(asksToCall, 'the telephone');
    await driver.press('J’ai vu cette alerte');
    await driver.until(() => driver.element.response !== undefined, 'the answers');
    // Kept once nobody has answered for a while.
    await new Promise((resolve) => setTimeout(resolve, 2500));
    await backend.advance(60 * 60_000);
    network.isDown = false;
    dispatchEvent(new Event('online'));
    await driver.until(() => driver.words.includes('Le réseau est revenu'), 'all is sent');
    expect(asksToCall()).to.equal(true);
    expect((await runs.list()).runs.flatMap(({ alerts }) => alerts.flatMap(({ calls }) => calls))).to.deep.equal([]);
  });

  it('ends with what was pressed for a patient their run and no other’s', async () => {
    const { backend, network, open } = await openNurse();
    const kept = createRuns(open());
    let letGo: () => unknown = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const ended: string[][] = [];
    const runs: RunPort = {
      ...kept,
      save: async (...given) => {
        await held;
        return kept.save(...given);
      },
      end: (at, ...given) => {
        ended.push([at.id, given[0].outcome]);
        return kept.end(at, ...given);
      },
    };
    const driver = await mountRun({ runs, training: true, now: () => backend.now() });
    const run = await begin(driver);
    await driver.answer();
    await driver.press('Voir le résultat');
    await driver.choose('outcome', 'abandoned');
    await driver.end();
    network.isDown = true;
    driver.element.patient = { ...odette, id: 'patiente-8' };
    await driver.settle();
    letGo();
    await driver.settle();
    await driver.until(() => ended.length > 0, 'the run before ends as was said');
    expect([driver.element.stage, ended]).to.deep.equal(['eligibility', [[run, 'abandoned']]]);
    expect(driver.words).not.to.contain('Le passage précédent');
  });

  it('keeps the answers of a patient who goes in mid-questions, and ends their run as abandoned', async () => {
    const { backend, network, open } = await openNurse();
    const runs = createRuns(open());
    const driver = await mountRun({ runs, training: true, now: () => backend.now() });
    const run = await begin(driver);
    network.isDown = true;
    await driver.answer({ 'od.cough': true });
    driver.element.patient = { ...odette, id: 'patiente-8' };
    await driver.settle();
    expect(driver.element.stage).to.equal('eligibility');
    await driver.until(() => driver.words.includes('il est clos comme abandonné'), 'what became of it');
    // It says so before it has tried: what meets the network at the first try has not waited, and is not told to have.
    await driver.until(() => driver.words.includes('tout est gardé'), 'it waits here');
    await expect(driver.element).to.be.accessible();
    network.isDown = false;
    dispatchEvent(new Event('online'));
    await driver.until(() => driver.words.includes('Le réseau est revenu'), 'all is sent');
    // Its end is sent after its answers, of which the screen may tell first.
    await waitUntil(async () => (await runs.read(run)).state === 'ended', 'it has ended');
    const kept = await runs.read(run);
    expect([kept.state, kept.outcome]).to.deep.equal(['ended', 'abandoned']);
    expect(JSON.stringify(kept.response)).to.contain('od.cough');
    await driver.press('Le patient est éligible');
    expect(driver.words).not.to.contain('Le passage précédent');
  });

  it('says that a run could not be closed where nobody is signed in any more', async () => {
    const { backend, open } = await openNurse();
    const kept = createRuns(open());
    const runs: RunPort = {
      ...kept,
      end: () => Promise.reject(Object.assign(new Error('refused'), { code: 'unauthenticated', pending: true })),
    };
    const driver = await mountRun({ runs, training: true, now: () => backend.now() });
    await driver.begin();
    driver.element.patient = { ...odette, id: 'patiente-8' };
    await driver.until(() => driver.words.includes('il reste ouvert'), 'it could not be closed');
  });

  it('waits once where a network is said to be there and nothing answers, and then goes on without', async () => {
    const { backend, network, open } = await openNurse();
    const client = open();
    const [runs, consents] = [createRuns(client), createConsents(client)];
    const driver = await mountRun({ runs, consents, now: () => backend.now() });
    await driver.press('Le patient est éligible');
    network.isHung = true;
    await driver.agree();
    const started = performance.now();
    const begun = startOf(driver);
    await driver.press('C’est bien cette personne');
    await driver.until(() => driver.element.stage === 'questions', 'the run begins');
    expect(performance.now() - started, 'one wait was enough').to.be.below(2500);
    expect(driver.words).to.contain('La structure ne répond pas pour l’instant : tout est gardé, chiffré');
    expect(driver.words).not.to.contain('Pas de réseau');
    await driver.settle();
    await driver.answer({ 'od.trod': 'non-concluant' });
    await driver.until(() => driver.words.includes('rien ne dit que quelqu’un est prévenu'), 'the telephone');
    await expect(driver.element).to.be.accessible();
    const run = await begun;
    network.isHung = false;
    await driver.until(() => driver.words.includes('est arrivé à la structure'), 'all is sent');
    expect(driver.words).not.to.contain('Le réseau est revenu');
    expect((await runs.read(run)).alerts).to.have.length(1);
  });

  it('leaves no run open for a patient who was gone before the server had answered', async () => {
    const { backend, open } = await openNurse();
    const kept = createRuns(open());
    let letGo: () => unknown = () => undefined;
    const runs: RunPort = {
      ...kept,
      start: async (...given) => {
        const state = await kept.start(...given);
        await new Promise<void>((resolve) => (letGo = resolve));
        return state;
      },
    };
    const driver = await mountRun({ runs, training: true, now: () => backend.now() });
    await driver.press('Le patient est éligible');
    await driver.press('C’est bien cette personne');
    let hasStarted = false;
    for (let turn = 0; turn < 2000 && !hasStarted; turn++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      hasStarted = (await kept.list()).runs.length > 0;
    }
    driver.element.patient = { ...odette, id: 'patiente-8' };
    await driver.settle();
    letGo();
    let line = (await kept.list()).runs[0]!;
    for (let turn = 0; turn < 2000 && line.state === 'open'; turn++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      line = (await kept.list()).runs[0]!;
    }
    expect([line.state, line.outcome]).to.deep.equal(['ended', 'abandoned']);
    expect([driver.element.stage, driver.words.includes('n’a pas pu')]).to.deep.equal(['eligibility', false]);
  });

  it('takes the consent of no patient for the next one’s', async () => {
    const { backend, open } = await openNurse();
    const kept = createConsents(open());
    let letGo: () => unknown = () => undefined;
    const consents: ConsentPort = {
      ...kept,
      record: async (request) => {
        await new Promise<void>((resolve) => (letGo = resolve));
        return kept.record(request);
      },
    };
    const driver = await mountRun({ consents, now: () => backend.now() });
    await driver.press('Le patient est éligible');
    const agreed = driver.agree().catch(() => undefined);
    await driver.until(() => driver.consent?.allowed === true, 'the patient has agreed');
    driver.element.patient = { ...odette, id: 'patiente-8' };
    await driver.settle();
    letGo();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(driver.element.stage).to.equal('eligibility');
    driver.element.remove();
    void agreed;
  });

  it('shows the answer given by telephone until it is sent, whatever of the run has arrived before it', async () => {
    const { backend, network, open } = await openNurse();
    const kept = createRuns(open());
    let reads = 0;
    const runs: RunPort = {
      ...kept,
      read: async (...given) => {
        const run = await kept.read(...given);
        reads += 1;
        return run;
      },
    };
    const callees = [{ professional: 'p-1', familyName: 'Durand', givenName: 'Anne', phone: '+33239990001' }];
    network.isDown = true;
    const driver = await mountRun({ runs, callees, training: true, now: () => backend.now() });
    await driver.begin();
    await driver.answer({ 'od.trod': 'non-concluant' });
    await driver.until(() => driver.button('J’ai vu cette alerte') !== undefined, 'the alert');
    await driver.press('J’ai vu cette alerte');
    await driver.press('continuez');
    const isAnswered = () => driver.words.includes('Réponse du délégant : continuez.');
    await driver.until(isAnswered, 'the answer');
    network.blocks = /\/alert-answers$/;
    network.isDown = false;
    dispatchEvent(new Event('online'));
    await driver.until(() => reads > 0, 'what came before is sent');
    await driver.settle();
    expect([isAnswered(), driver.words.includes('tout est gardé')]).to.deep.equal([true, true]);
  });

  it('says of a patient not included that nothing more is to be done, and that it is counted once the network is back', async () => {
    const { backend, network, open } = await openNurse();
    network.isDown = true;
    const driver = await mountRun({ runs: createRuns(open()), now: () => backend.now() });
    await driver.press('Il ne l’est pas : réorienter');
    await driver.until(() => driver.words.includes('vous n’avez rien à faire'), 'it is kept');
    expect(driver.button('Réessayer')).to.equal(undefined);
    await expect(driver.element).to.be.accessible();
    network.isDown = false;
    dispatchEvent(new Event('online'));
    await driver.until(() => driver.words.includes('est comptée, sans le nom du patient'), 'it is counted');
  });

  it('goes nowhere with a port that keeps nothing for later', async () => {
    const { backend, network, open } = await openNurse();
    const runs = { ...createRuns(open()) } as Partial<Runs>;
    delete runs.resume;
    network.isDown = true;
    const driver = await mountRun({ runs: runs as RunPort, training: true, now: () => backend.now() });
    await driver.press('Le patient est éligible');
    await driver.press('C’est bien cette personne');
    await driver.until(() => driver.words.includes('Le passage n’a pas pu commencer'), 'it says so');
    expect(driver.words).not.to.contain('tout est gardé');
  });

  it('begins with what this device was told last, and says how old that is', async () => {
    const { backend, network, open } = await openNurse();
    const given = { protocol: undefined, protocolId: 'odynophagie', training: true, now: () => backend.now() };
    const told = await mountRun({ ...given, client: open() });
    await told.until(() => told.button('Le patient est éligible') !== undefined, 'the protocol is fetched');
    expect(told.words).not.to.contain('Pas de réseau');
    told.element.remove();

    network.isDown = true;
    const driver = await mountRun({ ...given, client: open(), patient: { ...odette, id: 'patiente-9' } });
    await driver.until(() => driver.button('Le patient est éligible') !== undefined, 'the protocol is known');
    expect(driver.words).to.match(/ceux que cet appareil connaissait le \d+ novembre 2026 à/);
    await expect(driver.element).to.be.accessible();
    await driver.begin();
    expect(driver.element.stage).to.equal('questions');
  });

  it('says that nothing can be shown where this device was told nothing', async () => {
    const { backend, network, open } = await openNurse();
    network.isDown = true;
    const given = { protocol: undefined, protocolId: 'odynophagie', client: open(), now: () => backend.now() };
    const driver = await mountRun(given);
    await driver.until(() => driver.button('Réessayer') !== undefined, 'it says so');
  });

  it('says at the end, in English too, what the structure has not accepted', async () => {
    const { backend, network, open } = await openNurse();
    network.isDown = true;
    const runs = createRuns(open());
    const unknown = { ...odynophagie, version: '99' };
    const driver = await mountRun({
      protocol: unknown,
      runs,
      training: true,
      language: 'en',
      now: () => backend.now(),
    });
    await driver.press('The patient is eligible');
    await driver.press('This is the person');
    await driver.until(() => driver.element.stage === 'questions', 'the run goes on');
    network.isDown = false;
    dispatchEvent(new Event('online'));
    await driver.until(() => driver.words.includes('The structure has not accepted a part'), 'the refusal');
  });
});
