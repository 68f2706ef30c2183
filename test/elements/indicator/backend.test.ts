import { expect, fixture, html } from '@open-wc/testing';
import '@relais/elements/dashboard';
import type { Dashboard, Indicator } from '@relais/elements';
import { checkExportFile, exportFigures, writeFigureMeasures } from '@relais/sdk/indicators';
import { readMeasureBundle } from '@relais/sdk/indicators/files';
import { Reader } from '../../../stories/indicator/reader.ts';
import { DeskStage, morning, type Colleague, type DeskDocuments } from '../../../stories/waitlist/desk-stage.ts';
import { waitUntil } from '../support/wait.ts';

const opened: DeskStage[] = [];
const read = async <Document>(path: string) => (await (await fetch(`/demo/${path}.json`)).json()) as Document;
const documents: DeskDocuments = {
  settings: await read('structures/rives-de-lorme'),
  territory: await read('territories/rives-de-lorme'),
  desk: await read('desks/desk'),
};
const TODAY = { from: '2026-11-10', to: '2026-11-10' };

function openStage(): DeskStage {
  const stage = new DeskStage(documents);
  opened.push(stage);
  return stage;
}

async function look(stage: DeskStage, who: Colleague = 'claire', indicator = 'SNP-01'): Promise<Reader> {
  const element = await fixture<Indicator>(
    html`<relais-indicator
      .client=${stage.clientOf(who)}
      indicator=${indicator}
      from=${TODAY.from}
      to=${TODAY.to}
    ></relais-indicator>`,
  );
  return new Reader(element);
}

describe('figures of the backend', () => {
  afterEach(async () => {
    for (const stage of opened.splice(0)) await stage.close();
  });

  it('hides what few patients stand behind, lines included', async () => {
    const stage = openStage();
    await stage.add(...morning.slice(0, 2));
    const reader = await look(stage);
    await reader.says('masqué');
    await reader.press('D’où vient ce chiffre');
    await reader.press('Voir les lignes');
    await reader.says('Les lignes sont masquées');
  });

  it('says what is not measured here, and why', async () => {
    await (await look(openStage(), 'claire', 'SNP-22')).says('Non mesuré ici');
  });

  it('is shown to nobody of the desk', async () => {
    await (await look(openStage(), 'nadia')).says('réservés à la coordination');
  });

  it('shows every ready-made board', async function () {
    this.timeout(60_000);
    const stage = openStage();
    await stage.add(...morning);
    const dashboard = await fixture<Dashboard>(
      html`<relais-dashboard .client=${stage.clientOf('claire')}></relais-dashboard>`,
    );
    const reader = new Reader(dashboard);
    for (const board of ['live', 'protocols', 'access', 'pathways', 'territory', 'load']) {
      await reader.choose('board', board);
      const figures = () => [...reader.root.querySelectorAll('relais-indicator')];
      const isOver = (one: Indicator) => !one.matches(':state(loading)');
      await waitUntil(() => figures().length > 0 && figures().every(isOver), board);
      const failed = figures().filter((one) => one.matches(':state(failed)') || one.matches(':state(refused)'));
      expect(
        failed.map(({ indicator, view }) => `${indicator ?? ''} ${view}`),
        board,
      ).to.deep.equal([]);
    }
  });

  it('writes its own export as FHIR, and none that was changed', async function () {
    this.timeout(30_000);
    const client = openStage().clientOf('claire');
    const file = await exportFigures(client, { indicators: ['SNP-01'], ...TODAY });
    const bundle = await writeFigureMeasures(client, { exports: [file], language: 'en' });
    expect(readMeasureBundle(JSON.stringify(bundle))).to.deep.equal({ files: [file], isIntact: true });
    const forged = { ...file, figures: file.figures.map((one) => ({ ...one, numerator: 7 })) };
    const refused = await writeFigureMeasures(client, { exports: [forged] }).catch((error: unknown) => error);
    expect(refused).to.have.property('code', 'invalid-request');
  });

  it('knows its own export again, and not one that was changed', async function () {
    this.timeout(30_000);
    const client = openStage().clientOf('claire');
    const file = await exportFigures(client, { indicators: ['SNP-01'], ...TODAY });
    const check = (one: object) => checkExportFile(client, new TextEncoder().encode(JSON.stringify(one)));
    expect(await check(file)).to.include({ kind: 'json', sealed: true, inLog: true, isIntact: true });
    const forged = { ...file, figures: file.figures.map((one) => ({ ...one, numerator: 7 })) };
    expect((await check(forged)).sealed).to.equal(false);
  });
});
