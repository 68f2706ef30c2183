import { expect, fixture, html } from '@open-wc/testing';
import '@relais/elements';
import type { MattersElement } from '@relais/elements';
import type { SeverityChecklist } from '@relais/model';
import type { Client, StructureSettings, Territory } from '@relais/sdk';
import { setViewport } from '@web/test-runner-commands';
import {
  createPlanningStage,
  type PlanningStage,
  type PlanningStageOptions,
} from '../../../stories/planning/planning-stage.ts';
import { HandSession } from '../../../stories/session/hand-session.ts';
import { Reader } from '../../../stories/support/reader.ts';

const read = async <Document>(path: string) => (await fetch(`/demo/${path}.json`)).json() as Promise<Document>;
const documents = {
  settings: await read<StructureSettings>('structures/rives-de-lorme'),
  territory: await read<Territory>('territories/rives-de-lorme'),
  checklist: await read<SeverityChecklist>('checklists/severity.fr'),
};

let stage: PlanningStage;

async function begin(options: PlanningStageOptions = {}): Promise<void> {
  stage = await createPlanningStage(documents, options);
}

async function open(client: Client, language: 'fr' | 'en' = 'fr'): Promise<Reader<MattersElement>> {
  const element = await fixture<MattersElement>(
    html`<relais-matters
      .client=${client}
      language=${language}
      links='{"patientsToCall": "/pro/planning.html"}'
    ></relais-matters>`,
  );
  return new Reader(element);
}

describe('relais-matters', () => {
  afterEach(() => stage.backend.close());

  it('says how many need a person, how long, and leads to where it is mended', async () => {
    await begin({ bookings: 2, isClosed: true });
    const reader = await open(stage.as('coordinator'));
    await reader.says('2 patients à appeler : leur place n’existe plus');
    expect(reader.text).to.include('depuis le mardi 10 novembre, 9 h 40');
    const link = reader.root.querySelector('a');
    expect(link?.getAttribute('href')).to.equal('/pro/planning.html');
    expect(link?.getAttribute('aria-label')).to.include('2 patients à appeler');
    await expect(reader.element).to.be.accessible();
    await setViewport({ width: 320, height: 700 });
    expect(reader.root.querySelector('.root')!.scrollWidth).to.be.at.most(320);
    await setViewport({ width: 1280, height: 800 });
  });

  it('says that nothing waits, and never so for a failure', async () => {
    await begin();
    const reader = await open(stage.as('coordinator'));
    await reader.says('Rien n’attend personne');
    await expect(reader.element).to.be.accessible();
    stage.backend.fail('unavailable');
    const failed = await open(stage.as('coordinator'));
    await failed.says('La liste ne peut pas être lue');
    expect(failed.text).not.to.include('Rien n’attend');
  });

  it('tells aloud what has come since, when it is read again', async () => {
    await begin({ bookings: 1 });
    const reader = await open(stage.as('coordinator'));
    await reader.says('Rien n’attend personne');
    await stage.close('2026-11-10');
    await reader.element.refresh();
    await reader.says('1 patient à appeler');
    expect(reader.root.querySelector('[role=status]')?.textContent).to.include('1 patient à appeler');
  });

  it('keeps what it read when the server stops answering, and says of when it is', async () => {
    await begin({ bookings: 1, isClosed: true });
    const reader = await open(stage.as('coordinator'));
    await reader.says('1 patient à appeler');
    stage.backend.fail('unavailable');
    await stage.backend.advance(12 * 60_000);
    await reader.element.refresh();
    await reader.says('La mise à jour n’a pas abouti : ce qui est affiché est de 9 h 40');
    expect(reader.text).to.include('1 patient à appeler');
    await expect(reader.element).to.be.accessible();
    stage.backend.fail(undefined);
    await reader.element.refresh();
    await reader.until('it is new again', () => !reader.text.includes('n’a pas abouti'));
  });

  it('leads whoever is signed out to where one signs in, before anything was read', async () => {
    await begin();
    const session = new HandSession({ status: 'signedOut', reason: 'ended', canSignIn: true });
    const signedOut = stage.as('coordinator', { getToken: () => undefined });
    const reader = await open({ ...signedOut, session });
    await reader.says('Votre session est terminée');
    expect(reader.text).to.include('Se connecter');
  });

  it('is for those who answer for the structure, and says so to others', async () => {
    await begin();
    const reader = await open(stage.as('secretary'));
    await reader.says('Vous n’avez pas accès');
  });

  it('speaks English', async () => {
    await begin({ bookings: 1, isClosed: true });
    const reader = await open(stage.as('coordinator'), 'en');
    await reader.says('1 patient to call: their seat is gone');
  });
});
