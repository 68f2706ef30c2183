import { expect } from '@open-wc/testing';
import '@relais/elements';
import type { RunPort } from '@relais/elements';
import { createConsents } from '@relais/sdk/consent';
import type { ConsentText } from '@relais/sdk/consent';
import { createRuns } from '@relais/sdk/run';
import { createSupervisionStage } from '../../../stories/supervision/supervision-stage.ts';
import { IDA, type TeamDocuments } from '../../../stories/team/team-stage.ts';
import { mountRun, odynophagie } from '../support/protocol-run.ts';

const read = async <Document>(path: string) => (await fetch(`/demo/${path}.json`)).json() as Promise<Document>;

describe('relais-protocol whose délégant was called', () => {
  it('leaves an alert put right while the answers are on their way, whatever is heard of those before', async () => {
    const documents: TeamDocuments = {
      settings: await read('structures/rives-de-lorme'),
      territory: await read('territories/rives-de-lorme'),
      protocols: [odynophagie, await read('protocols/pollakiurie')],
    };
    const { texts } = await read<{ readonly texts: readonly ConsentText[] }>('consents/textes');
    const { as, backend } = await createSupervisionStage(documents, texts);
    const client = as('delegate', IDA);
    const kept = createRuns(client);
    let hear = () => {};
    let run = '';
    let held = Promise.resolve();
    let reads = 0;
    const runs: RunPort = {
      ...kept,
      save: async (...given) => {
        await held;
        return kept.save(...given);
      },
      read: async (...given) => {
        const run = await kept.read(...given);
        reads += 1;
        return run;
      },
      subscribe: (subscriber) => {
        hear = () => subscriber.onChange?.({ sequence: 0, runs: [run] });
        return kept.subscribe(subscriber);
      },
    };
    const driver = await mountRun({ runs, consents: createConsents(client), now: () => backend.now() });
    driver.element.addEventListener('relais-run-started', ({ detail }) => (run = detail.run));
    const hasLapsed = () => driver.root.querySelector('[part=alert]')!.hasAttribute('data-lapsed');
    await driver.begin();
    await driver.answer({ 'od.trod': 'non-concluant' });
    await driver.until(() => driver.words.includes('a été appelé'), 'a délégant is called');

    let release = () => {};
    held = new Promise((resolve) => (release = resolve));
    await driver.answer();
    await driver.until(hasLapsed, 'the alert is put right');
    reads = 0;
    hear();
    await driver.until(() => reads > 0, 'the run is read');
    await driver.settle();
    expect(hasLapsed(), 'what was read is of the answers before').to.equal(true);
    release();
    await backend.close();
  });
});
