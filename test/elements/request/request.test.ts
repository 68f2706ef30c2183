import { expect, fixture, html } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '@relais/elements/request';
import '@relais/elements/slot-picker';
import '@relais/elements/waitlist';
import type { RequestElement, RequestLeftEvent, SlotPicker } from '@relais/elements';
import type { DeskSettings } from '@relais/model';
import { deskRoutes } from '@relais/model';
import { createRequestStage, Asking, usualHours } from '../../../stories/request/request-stage.ts';
import { openDevice } from '../../../stories/support/devices.ts';
import { Visitor } from '../../../stories/support/visitor.ts';
import { settings, type Stage, type StageOptions } from '../../../stories/support/stage.ts';

const desk = (await (await fetch('/demo/desks/desk.json')).json()) as DeskSettings;

function stageOf(options: StageOptions = {}): Stage {
  return createRequestStage(desk, usualHours, options);
}

async function open({ client }: Stage, link?: string): Promise<Asking> {
  const element = await fixture<RequestElement>(
    html`<relais-request .client=${client} .link=${link ?? ''}></relais-request>`,
  );
  return new Asking(element);
}

/** A request that somebody has left, and its link. */
async function leave(stage: Stage): Promise<{ asking: Asking; link: string }> {
  const asking = await open(stage);
  await asking.send();
  await asking.says('Lien pour suivre ou retirer');
  return { asking, link: linkOf(asking) };
}

const linkOf = ({ root }: Asking): string => root.querySelector<HTMLAnchorElement>('a[href*="#relais-request="]')!.hash;

/** Opened by its link, and taken back. */
async function withdraw(stage: Stage, link: string): Promise<Asking> {
  const asking = await open(stage, link);
  await asking.says('Appel prévu au plus tard');
  await asking.press('Retirer ma demande');
  await asking.says('Retirer votre demande');
  expect(await board(stage), 'looking and being asked change nothing').to.have.length(1);
  await asking.press('Retirer ma demande');
  await asking.says('Votre demande est retirée');
  return asking;
}

/** Whoever works at the desk, on a device of their own. */
async function board(stage: Stage) {
  const backend = await stage.backend();
  const device = openDevice(backend, settings.id, { getToken: () => backend.signToken('secretary', settings.id) });
  return (await device.core.call(deskRoutes.listCallbacks, {})).callbacks;
}

describe('relais-request', () => {
  it('is accessible on every screen of a request', async () => {
    const stage = stageOf({ sendsMail: true });
    const asking = await open(stage);
    await asking.says('Aucun de ces signes');
    expect(
      getComputedStyle(asking.root.querySelector('button.primary')!).minBlockSize,
      'drawn as the kit draws',
    ).to.equal('44px');
    await expect(asking.element).to.be.accessible();
    await asking.press('Aucun de ces signes');
    await asking.says('Demander à être rappelé');
    await asking.press('Demander un rappel');
    await asking.says('4 réponses à corriger');
    await expect(asking.element).to.be.accessible();
    asking.type('reason', 'fievre');
    for (const [id, value] of Object.entries({ familyName: 'Delaunay', givenName: 'Capucine', phone: '0639981234' }))
      asking.type(id, value);
    await asking.press('Demander un rappel');
    await asking.says('est enregistrée');
    await expect(asking.element).to.be.accessible();
    await asking.press('Retirer ma demande');
    await asking.says('Retirer votre demande');
    await expect(asking.element).to.be.accessible();
  });

  it('puts her on the board as her own request, and tells its host an id alone', async () => {
    const stage = stageOf();
    const asking = await open(stage);
    const heard: RequestLeftEvent[] = [];
    asking.element.addEventListener('relais-request-left', (event) => heard.push(event));
    await asking.fill();
    await asking.tick('mardi 10 novembre, 13 h – 18 h');
    await asking.press('Demander un rappel');
    await asking.says('Votre demande de rappel est enregistrée');
    const [entry, ...others] = await board(stage);
    expect(others).to.deep.equal([]);
    expect([entry?.isOwn, entry?.class, entry?.familyName]).to.deep.equal([true, 'c', 'Delaunay']);
    expect(entry?.reachable).to.deep.equal([{ from: '2026-11-10T12:00:00Z', to: '2026-11-10T17:00:00Z' }]);
    expect(heard.map(({ detail }) => detail)).to.deep.equal([{ requestId: entry?.id }]);
  });

  it('makes one request of a double press', async () => {
    const stage = stageOf();
    const asking = await open(stage);
    await asking.fill();
    const send = [...asking.root.querySelectorAll<HTMLButtonElement>('button[type="submit"]')][0];
    send?.click();
    send?.click();
    await asking.says('est enregistrée');
    expect(await board(stage)).to.have.length(1);
  });

  it('says that it does not know when the network is lost in mid-write, and doubles nothing', async () => {
    const stage = stageOf();
    const asking = await open(stage);
    await asking.fill();
    const backend = await stage.backend();
    backend.fail('unavailable');
    await asking.press('Demander un rappel');
    await asking.says('Nous ne savons pas si votre demande est arrivée');
    await expect(asking.element).to.be.accessible();
    backend.fail(undefined);
    await asking.press('Réessayer');
    await asking.says('est enregistrée');
    expect(await board(stage)).to.have.length(1);
  });

  it('shows by its link how it stands, and takes it back', async () => {
    const stage = stageOf();
    const { asking: first, link } = await leave(stage);
    await withdraw(stage, link);
    expect(await board(stage)).to.have.length(0);
    await first.press('Actualiser');
    await first.says('Votre demande est retirée');
    const wrong = await open(stage, `${link.slice(0, -1)}x`);
    await wrong.says('Aucune demande à ouvrir');
    await expect(wrong.element).to.be.accessible();
  });

  it('begins anew where a link has led to a request that has ended, until another link comes', async () => {
    const stage = stageOf();
    const { link } = await leave(stage);
    const again = await withdraw(stage, link);
    await again.press('Faire une nouvelle demande');
    await again.send();
    await again.says('Lien pour suivre ou retirer');
    const later = linkOf(again);
    expect(later).not.to.equal(link);
    again.element.link = later;
    await again.says('Appel prévu au plus tard');
  });

  it('has a screen for each thing in the way', async () => {
    const outside = await open(stageOf({ now: '2026-11-10T19:00:00Z' }));
    await outside.says('jeudi 12 novembre, 8 h');
    await expect(outside.element).to.be.accessible();
    const closed = await open(createRequestStage(desk, undefined));
    await closed.says('n’est pas ouverte ici');
    const bare = await open(stageOf({ withoutChecklist: true }));
    await bare.says('n’est pas ouverte ici');
    const site = await open(stageOf({ origin: 'https://ailleurs.example' }));
    await site.send();
    await site.says('Le service n’est pas ouvert sur ce site');
    const offline = stageOf();
    await offline.setOnline(false);
    await (await open(offline)).says('Vous êtes hors connexion');
    await offline.setOnline(true);
  });

  it('closes while the page stands open', async () => {
    const stage = stageOf();
    const asking = await open(stage);
    await asking.fill();
    await (await stage.backend()).advance(12 * 3_600_000);
    await asking.press('Demander un rappel');
    await asking.says('Le service de rappel est fermé en ce moment');
  });

  it('leads a sign of the 15 to the 15 alone', async () => {
    const stage = stageOf();
    const asking = await open(stage);
    await asking.says('Aucun de ces signes');
    asking.root.querySelector<HTMLInputElement>('input[type="checkbox"]')?.click();
    await asking.says('Appelez le 15 maintenant');
    expect(asking.root.querySelectorAll('input')).to.have.length(0);
    await asking.press('J’ai coché par erreur');
    await asking.says('Aucun de ces signes');
  });

  it('stands in a picker where no seat is left, and asks for no sign twice', async () => {
    const stage = stageOf();
    const picker = await fixture<SlotPicker>(
      html`<relais-slot-picker .client=${stage.client}
        ><relais-request slot="request"></relais-request
      ></relais-slot-picker>`,
    );
    const visitor = new Visitor(picker);
    const element = picker.querySelector('relais-request')!;
    await visitor.begin('checklist');
    expect(element.checkVisibility(), 'not before').to.equal(false);
    await (await stage.backend()).fill(settings.id);
    await visitor.press('Aucun de ces signes', 'reason');
    await visitor.press('Fièvre', 'none');
    const asking = new Asking(element);
    await asking.says('Demander à être rappelé');
    expect(element.checkVisibility()).to.equal(true);
    asking.type('reason', 'fievre');
    for (const [id, value] of Object.entries({ familyName: 'Delaunay', givenName: 'Capucine', phone: '0639981234' }))
      asking.type(id, value);
    await asking.press('Demander un rappel');
    await asking.says('est enregistrée');
    expect((await board(stage)).map(({ isOwn }) => isOwn)).to.deep.equal([true]);
  });

  it('takes no room where it is known before the picker around it', async () => {
    // To the one within, a picker that is not defined yet is an element without a shadow root.
    const host = await fixture(html`<div><relais-request slot="request"></relais-request></div>`);
    const { shadowRoot } = host.querySelector('relais-request')!;
    expect(shadowRoot!.childElementCount).to.equal(0);
  });

  it('fits a telephone of 320 pixels', async () => {
    await setViewport({ width: 320, height: 700 });
    const asking = await open(stageOf({ sendsMail: true }));
    await asking.fill();
    expect(document.documentElement.scrollWidth).to.be.at.most(320);
    await setViewport({ width: 1280, height: 800 });
  });
});
