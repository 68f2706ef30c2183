import { expect, fixture, html } from '@open-wc/testing';
import '@relais/elements';
import type { OpenNowElement } from '@relais/elements';
import type { SeverityChecklist } from '@relais/model';
import type { Client, StructureSettings, Territory } from '@relais/sdk';
import { setViewport } from '@web/test-runner-commands';
import { OpenNowStage, type OpenNowStageOptions } from '../../../stories/open-now/open-now-stage.ts';
import { HandSession } from '../../../stories/session/hand-session.ts';
import { Reader } from '../../../stories/support/reader.ts';

const read = async <Document>(path: string) => (await fetch(`/demo/${path}.json`)).json() as Promise<Document>;
const documents = {
  settings: await read<StructureSettings>('structures/rives-de-lorme'),
  territory: await read<Territory>('territories/rives-de-lorme'),
  checklist: await read<SeverityChecklist>('checklists/severity.fr'),
};

let stage: OpenNowStage;

async function begin(options: OpenNowStageOptions = {}): Promise<void> {
  stage = await OpenNowStage.open(documents, options);
}

async function show(client: Client, language: 'fr' | 'en' = 'fr'): Promise<Reader<OpenNowElement>> {
  const element = await fixture<OpenNowElement>(
    html`<relais-open-now .client=${client} language=${language}></relais-open-now>`,
  );
  return new Reader(element);
}

const open = (language: 'fr' | 'en' = 'fr') => show(stage.as('dispatcher'), language);
const spoken = ({ root }: Reader<OpenNowElement>) =>
  (root.querySelector('[role=status]')?.textContent ?? '').replaceAll('\u00a0', ' ');

/** What is written of one place. */
function placeOf({ root }: Reader<OpenNowElement>, name: string): string {
  const found = [...root.querySelectorAll('.sites > li')].find((one) => one.querySelector('h3')?.textContent === name);
  return (found?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
}

describe('relais-open-now', () => {
  afterEach(() => stage.backend.close());

  it('says of each place until when, whom and what ages it receives, where, with what and how many seats', async () => {
    await begin({ isBusy: true });
    const reader = await open();
    await reader.says('ouvert jusqu’à 19 h');
    const tilleuls = placeOf(reader, 'MSP des Tilleuls');
    for (const words of [
      ...['8 allée des Tilleuls, Orme-sur-Rive', 'Patients de la CPTS', 'à partir de 3 ans'],
      ...['Sutures, Électrocardiogramme', 'dans les 2 heures'],
    ])
      expect(tilleuls).to.include(words);
    expect(placeOf(reader, 'Cabinet de la Haie')).to.include('ouvre à 17 h, jusqu’à 18 h 55');
    expect(reader.text).to.match(/Fermés aujourd’hui Cabinet du Gué fermeture/);
    await expect(reader.element).to.be.accessible();
    await setViewport({ width: 320, height: 700 });
    expect(reader.root.querySelector('.root')!.scrollWidth).to.be.at.most(320);
    await setViewport({ width: 1280, height: 800 });
  });

  it('calls the bypass telephone at one press', async () => {
    await begin();
    const reader = await open();
    await reader.says('Numéro de contournement');
    const link = reader.root.querySelector('a[href^="tel:"]');
    expect(link?.getAttribute('href')).to.equal('tel:0261919820');
    expect(link?.getAttribute('aria-label')).to.include('02 61 91 98 20');
  });

  it('says whether those who were sent came, by their reference and without a name', async () => {
    await begin({ isBusy: true });
    const reader = await open();
    await reader.says('4 adressés, 1 venu, 1 pas venu, 1 attendu, 1 annulé');
    const rows = [...reader.root.querySelectorAll('section[aria-labelledby=sent] li')].map((row) =>
      row.textContent.replaceAll(/\s+/g, ' ').trim(),
    );
    expect(rows).to.have.length(4);
    expect(rows[0]).to.match(/^15 h MSP des Tilleuls ✓ venu n° \w{3}-\w{3}$/);
    expect(rows[2]).to.match(/^15 h 30 MSP des Tilleuls … attendu ! heure passée n° /);
    expect(reader.root.textContent).not.to.match(/Essai|Camille|Dominique|0639/);
  });

  it('tells aloud, as it happens, that somebody came', async () => {
    await begin({ isBusy: true });
    const reader = await open();
    await reader.says('En direct');
    expect(spoken(reader)).to.equal('');
    await stage.welcomeLate();
    await reader.says('4 adressés, 2 venus, 1 pas venu, 0 attendu, 1 annulé');
    expect(spoken(reader)).to.include('2 venus');
  });

  it('follows the seats that others take', async () => {
    await begin();
    const reader = await open();
    await reader.says('En direct');
    await stage.fill();
    await reader.says('C’est ouvert, mais plus aucune place dans les 2 heures');
    expect(placeOf(reader, 'MSP des Tilleuls')).to.include('Plus de place dans les 2 heures');
  });

  it('says why nobody receives, of the day and of each place', async () => {
    await begin({ at: '2026-11-11T09:00:00Z' });
    const reader = await open();
    await reader.says('Fermé aujourd’hui : jour férié');
    expect(reader.text).to.include('Prochaine place : jeudi 12 novembre');
    expect(reader.text).to.include('Pôle santé du Moulin jour férié');
    await expect(reader.element).to.be.accessible();
  });

  it('says that no place and no number were told, and that nobody was sent', async () => {
    await begin({ isBare: true });
    const reader = await open();
    await reader.says('La structure n’a encore fait connaître aucun lieu');
    expect(reader.text).to.include('Aucun numéro de contournement n’est renseigné');
    expect(reader.text).to.include('Personne n’a été adressé par la régulation aujourd’hui');
    await expect(reader.element).to.be.accessible();
  });

  it('keeps what it read when the server stops answering, with its age, and says so once', async () => {
    await begin({ isBusy: true });
    const reader = await open();
    await reader.says('ouvert jusqu’à 19 h');
    stage.backend.fail('unavailable');
    await stage.backend.advance(12 * 60_000);
    await reader.element.refresh();
    await reader.says(
      'Relecture impossible pour l’instant. Ceci est l’état du mardi 10 novembre, 15 h 42, il y a 12 min',
    );
    expect(spoken(reader)).to.include('il y a 12 min');
    await stage.backend.advance(60_000);
    await reader.element.refresh();
    await reader.says('il y a 13 min');
    expect(spoken(reader)).to.include('il y a 12 min');
    expect(reader.text).to.include('4 adressés');
    expect(reader.text).not.to.include('En direct');
    await expect(reader.element).to.be.accessible();
    stage.backend.fail(undefined);
    await reader.element.refresh();
    await reader.until('it is new again', () => !reader.text.includes('Relecture impossible'));
    expect(spoken(reader)).to.include('De nouveau à jour. 4 adressés');
  });

  it('does not say that a place is open once its hour has passed, however old what it read is', async () => {
    await begin();
    const reader = await open();
    await reader.says('ouvert jusqu’à 19 h');
    stage.backend.fail('offline');
    await stage.backend.advance(4 * 3_600_000);
    await reader.element.refresh();
    await reader.says('fermé depuis 19 h');
    expect(reader.text).not.to.include('ouvert jusqu’à');
    expect(reader.text).to.include('il y a 4 h');
  });

  it('never takes a failure for a day without openings', async () => {
    await begin();
    stage.backend.fail('unavailable');
    const reader = await open();
    await reader.says('ne peut pas être lu');
    expect(reader.text).not.to.match(/Aucune ouverture|Rien n’est ouvert en ce moment/);
    stage.backend.fail(undefined);
    reader.root.querySelector('button')!.click();
    await reader.says('ouvert jusqu’à 19 h');
  });

  it('is for the front desk, and says so to others', async () => {
    await begin({ isBusy: true });
    const reader = await show(stage.as('coordinator'));
    await reader.says('Vous n’avez pas accès');
    expect(reader.text).not.to.include('adressé');
  });

  it('leaves nothing on the screen once the session is over, even when the network is lost on top of it', async () => {
    await begin({ isBusy: true });
    let isIn = true;
    const sign = () => stage.backend.signToken('dispatcher', documents.settings.id);
    const reader = await show(stage.as('dispatcher', { getToken: () => (isIn ? sign() : undefined) }));
    await reader.says('4 adressés');
    isIn = false;
    await reader.element.refresh();
    await reader.says('Votre session est terminée');
    expect(reader.text).not.to.include('MSP des Tilleuls');
    stage.backend.fail('unavailable');
    const again = [...reader.root.querySelectorAll('button')].find(({ textContent }) =>
      textContent.includes('Réessayer'),
    );
    again!.click();
    await reader.until('it was tried again', () => !reader.text.includes('Votre session est terminée'));
    expect(reader.text).not.to.include('MSP des Tilleuls');
  });

  it('leads whoever is signed out to where one signs in, before anything was read', async () => {
    await begin();
    const session = new HandSession({ status: 'signedOut', reason: 'ended', canSignIn: true });
    const signedOut = stage.as('dispatcher', { getToken: () => undefined });
    const reader = await show({ ...signedOut, session });
    await reader.says('Votre session est terminée');
    expect(reader.text).to.include('Se connecter');
  });

  it('follows on when it is taken out of the page and put back', async () => {
    await begin({ isBusy: true });
    const reader = await open();
    await reader.says('En direct');
    const { element } = reader;
    const place = element.parentElement!;
    element.remove();
    await stage.welcomeLate();
    place.append(element);
    await reader.says('2 venus');
    await reader.says('En direct');
  });

  it('speaks English', async () => {
    await begin({ isBusy: true });
    const reader = await open('en');
    await reader.says('4 sent, 1 came, 1 did not come, 1 awaited, 1 cancelled');
    expect(placeOf(reader, 'MSP des Tilleuls')).to.include('from 3 years');
  });
});
