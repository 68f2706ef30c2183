import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import '@relais/elements/load';
import type { LoadElement } from '@relais/elements';
import type { Client } from '@relais/sdk';
import { setViewport } from '@web/test-runner-commands';
import { LoadStage, type LoadDocuments } from '../../../stories/load/load-stage.ts';
import { LoadReader } from '../../../stories/load/reader.ts';
import { nextFile } from '../support/next-file.ts';
import { waitUntil } from '../support/wait.ts';

const isWebKit = /AppleWebKit/.test(navigator.userAgent) && !/Chrome/.test(navigator.userAgent);
const read = async <Document>(path: string) => (await (await fetch(`/demo/${path}.json`)).json()) as Document;
const documents: LoadDocuments = {
  settings: await read('structures/rives-de-lorme'),
  territory: await read('territories/rives-de-lorme'),
  checklist: await read('checklists/severity.fr'),
};

async function sit(client: Client): Promise<LoadReader> {
  const element = await fixture<LoadElement>(html`<relais-load .client=${client} language="fr"></relais-load>`);
  return new LoadReader(element);
}

describe('relais-load', () => {
  it('says every account, opens one, and has each booking of it', async () => {
    const stage = await LoadStage.open(documents);
    if (!isWebKit) await setViewport({ width: 320, height: 640 });
    const claire = await sit(stage.clientOf('claire'));
    await claire.says('Cabinet de la Haie');
    await expect(claire.element).to.be.accessible();
    expect(claire.root.querySelector('.root')!.scrollWidth).to.be.at.most(claire.element.clientWidth);
    expect(claire.text).to.include('Comptés depuis le début, sans remise à zéro.');
    const { accounts } = await stage.loadOf('claire').practices();
    const first = accounts.toSorted((one, other) => other.balance - one.balance)[0]!;
    expect(claire.root.querySelector('#practices tbody th')!.textContent.trim()).to.equal(first.name);
    await claire.press('Détail');
    await claire.says(`Compte : ${first.name}`);
    expect(claire.text).to.include(first.sentence.replaceAll(/\s+/g, ' '));
    expect(claire.root.querySelectorAll('#movements tbody tr').length).to.equal(first.requests);
    expect(claire.root.querySelectorAll('svg .mark').length).to.equal(4);
    await expect(claire.element).to.be.accessible();
    expect(claire.root.querySelector('.root')!.scrollWidth).to.be.at.most(claire.element.clientWidth);
    expect(claire.text).not.to.include('Camille');
    await claire.press('Tous les comptes');
    await claire.says('Comptes des cabinets');
    expect(claire.focused).to.equal('heading');
  });

  it('corrects accounts with a reason, tells its host, and shows the correction to all', async () => {
    const stage = await LoadStage.open(documents);
    const claire = await sit(stage.clientOf('claire'));
    await claire.says('Corriger des comptes');
    await claire.press('Corriger des comptes');
    await claire.until('the form is open', () => claire.dialog.open);
    await expect(claire.element).to.be.accessible();
    await claire.press('Signer');
    await claire.says('3 réponses à corriger');
    await claire.choose('to', 'Cabinet de la Haie');
    await claire.type('bookings', '2');
    expect(claire.text).to.include(
      'Cabinet de la Haie recevra 2 réservations de plus que sa part, prises sur l’ensemble',
    );
    await claire.type('reason', '=1+1 : deux patients hors planning');
    const corrected = oneEvent(claire.element, 'relais-ledger-corrected');
    await claire.send('Signer');
    const { corrections } = await stage.loadOf('ines').corrections();
    expect((await corrected).detail).to.deep.equal({ correction: corrections[0]?.id });
    expect(corrections[0]?.by).to.equal('Claire Fontaine');
    await claire.press('Corrections');
    await claire.says('deux patients hors planning');
    await expect(claire.element).to.be.accessible();
    const file = nextFile();
    await claire.press('Exporter le tableau');
    const { name, text } = await file;
    expect(name).to.equal('corrections.csv');
    expect(text).to.include(";'=1+1 : deux patients").and.to.include('Cabinet de la Haie;2;');
  });

  it('keeps what was typed when the server does not answer, and counts the correction once', async () => {
    const stage = await LoadStage.open(documents);
    let isLost = false;
    const lossy = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
      const answer = await stage.backend.fetch(input, init);
      if (isLost) throw new TypeError('Failed to fetch');
      return answer;
    };
    const claire = await sit(stage.clientOf('claire', { fetch: lossy }));
    await claire.says('Corriger des comptes');
    await claire.press('Corriger des comptes');
    await claire.choose('from', 'Pôle santé du Moulin');
    await claire.type('bookings', '1');
    await claire.type('reason', 'Accord du bureau');
    isLost = true;
    await claire.press('Signer');
    await claire.until('it says so', () => claire.root.querySelector('#refusal') !== null);
    expect(claire.text).to.include('ne sera comptée qu’une fois');
    isLost = false;
    await claire.send('Signer');
    const { corrections } = await stage.loadOf('claire').corrections();
    expect(corrections.map(({ reason }) => reason)).to.deep.equal(['Accord du bureau']);
  });

  it('shows a volunteer her own account, and offers her nothing she may not open or do', async () => {
    const stage = await LoadStage.open(documents);
    const ines = await sit(stage.clientOf('ines'));
    await ines.says('Cabinet de la Haie');
    expect(ines.text).not.to.include('Corriger des comptes');
    expect(ines.text).not.to.include('Détail');
    await ines.press('Volontaires');
    await ines.says('Votre compte');
    await ines.press('Détail');
    await ines.says('Compte : Dre I. Benali');
    const file = nextFile();
    await ines.press('Exporter le compte');
    const { name, text } = await file;
    expect(name).to.equal('compte-Dre-I-Benali.csv');
    expect(text.split('\r\n').length - 2).to.equal(ines.root.querySelectorAll('#movements tbody tr').length);
  });

  it('tells what it could not read from what is not there, and says what it shows is old', async () => {
    const stage = await LoadStage.open(documents);
    const claire = await sit(stage.clientOf('claire'));
    await claire.says('Cabinet de la Haie');
    stage.backend.fail('unavailable');
    await claire.element.refresh();
    await claire.says('La mise à jour n’a pas abouti');
    expect(claire.text).to.include('Cabinet de la Haie');
    await claire.press('Détail');
    await claire.says('Les comptes de charge ne peuvent pas être lus');
    await claire.press('Retour');
    await claire.says('Comptes des cabinets');
    stage.backend.fail(undefined);
    const other = await sit(stage.as('delegate'));
    await other.says('Les comptes de charge sont lus par');
  });

  it('speaks English whole, sentences of the server too', async () => {
    const stage = await LoadStage.open(documents);
    const claire = await sit(stage.clientOf('claire'));
    await claire.says('Cabinet de la Haie');
    claire.element.language = 'en';
    await claire.says('Accounts of practices');
    await claire.press('Details');
    await waitUntil(() => /You offered|No request came/.test(claire.text));
  });
});
