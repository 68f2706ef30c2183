import { aTimeout, expect, fixture, html, oneEvent } from '@open-wc/testing';
import '@relais/elements';
import type { SessionElement } from '@relais/elements';
import { UnreachableError, type Client, type SessionState } from '@relais/sdk';
import { withSession } from '@relais/sdk/session';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { clientOf, HandSession, NADIA } from '../../../stories/session/hand-session.ts';
import { openBackend, openClient } from '../support/backend.ts';
import { settings } from '../support/structure.ts';
import { waitUntil } from '../support/wait.ts';

const OUT: SessionState = { status: 'signedOut', reason: 'none', canSignIn: true };

async function mount(client: Client, language = 'fr'): Promise<SessionElement> {
  const element = await fixture<SessionElement>(
    html`<relais-session .client=${client} language=${language} return-to="/pro/"></relais-session>`,
  );
  await aTimeout(0);
  await element.updateComplete;
  return element;
}

const textOf = (element: SessionElement) =>
  (element.shadowRoot!.querySelector('.root')?.textContent ?? '').replace(/\s+/g, ' ').trim();
const action = (element: SessionElement, words: string) =>
  [...element.shadowRoot!.querySelectorAll<HTMLElement>('[part=action]')].find((one) =>
    one.textContent.includes(words),
  )!;

describe('relais-session', () => {
  describe('accessibility', () => {
    const states: Record<string, SessionState> = {
      'somebody who is signed in': NADIA,
      nobody: OUT,
      'a server that does not answer': { status: 'failed', error: new UnreachableError('no answer') },
      'a question under way': { status: 'unknown' },
    };
    for (const [title, state] of Object.entries(states)) {
      it(`is accessible with ${title}`, async () => {
        await expect(await mount(clientOf(new HandSession(state)))).to.be.accessible();
      });
    }

    it('keeps within a narrow telephone, and has targets large enough', async () => {
      await setViewport({ width: 320, height: 700 });
      const element = await mount(clientOf(new HandSession(NADIA)));
      expect(element.shadowRoot!.querySelector('.root')!.scrollWidth).to.be.at.most(320);
      for (const one of element.shadowRoot!.querySelectorAll('[part=action]'))
        expect(one.getBoundingClientRect().height).to.be.at.least(44);
      await setViewport({ width: 1280, height: 800 });
    });
  });

  it('shows name, structure and activity, none of which a translator changes', async () => {
    const element = await mount(clientOf(new HandSession(NADIA)));
    expect(textOf(element))
      .to.contain('Nadia Kaci')
      .and.to.contain('CPTS des Trois Vallées')
      .and.to.contain('secrétariat');
    expect(element.matches(':state(signed-in)')).to.equal(true);
    const name = element.shadowRoot!.querySelector('[part=name]');
    expect(name?.getAttribute('translate')).to.equal('no');
  });

  it('speaks English', async () => {
    const element = await mount(clientOf(new HandSession(NADIA)), 'en');
    expect(textOf(element)).to.contain('secretary').and.to.contain('Sign out');
  });

  it('leads to signing in and back to the page', async () => {
    const element = await mount(clientOf(new HandSession(OUT)));
    expect(action(element, 'Se connecter').getAttribute('href')).to.equal('#sign-in/pro/');
  });

  it('tells nobody apart from a server that does not answer, which is asked again', async () => {
    const session = new HandSession({ status: 'failed', error: new UnreachableError('no answer') });
    const element = await mount(clientOf(session));
    expect(textOf(element)).to.contain('ne répond pas').and.not.to.contain('Personne');
    action(element, 'Réessayer').click();
    expect(session.done).to.contain('refresh');
  });

  it('signs out by keyboard, says so, and puts the focus where one goes on', async () => {
    const session = new HandSession(NADIA);
    const element = await mount(clientOf(session));
    action(element, 'Se déconnecter').focus();
    const heard = oneEvent<CustomEvent<object>>(element, 'relais-signed-out');
    await sendKeys({ press: 'Enter' });
    expect((await heard).detail).to.deep.equal({ reason: 'signOut' });
    await element.updateComplete;
    await aTimeout(0);
    expect(textOf(element)).to.contain('Déconnexion faite');
    expect(element.shadowRoot!.activeElement?.textContent).to.contain('Déconnexion faite');
    await sendKeys({ press: 'Tab' });
    expect(element.shadowRoot!.activeElement?.textContent).to.contain('Se connecter');
  });

  it('tells the page each fact once, by ids alone', async () => {
    const heard: unknown[] = [];
    const note = (event: Event) => heard.push(event.type, (event as CustomEvent<unknown>).detail);
    for (const type of ['relais-signed-in', 'relais-signed-out']) addEventListener(type, note);
    const session = new HandSession(OUT);
    await mount(clientOf(session));
    session.become(NADIA);
    session.become({ ...NADIA, isOffline: true } as SessionState);
    expect(heard).to.deep.equal([
      'relais-signed-out',
      { reason: 'none' },
      'relais-signed-in',
      { structureId: 'trois-vallees' },
    ]);
    for (const type of ['relais-signed-in', 'relais-signed-out']) removeEventListener(type, note);
  });

  it('notices what she does anywhere on the page, and nothing once it is gone', async () => {
    const session = new HandSession(NADIA);
    const element = await mount(clientOf(session));
    document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true }));
    expect(session.done).to.deep.equal(['touch']);
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    expect(session.done).to.deep.equal(['touch', 'refresh']);
    element.remove();
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    expect(session.done).to.deep.equal(['touch', 'refresh']);
  });

  it('says that a page without such a client cannot sign anybody in', async () => {
    expect(textOf(await mount(clientOf(undefined)))).to.contain('ne permet pas de se connecter');
    const lost = await fixture<SessionElement>(html`<relais-session language="fr"></relais-session>`);
    expect(textOf(lost)).to.contain('ne dit pas de quelle structure');
  });

  it('shows whom a host’s token is of, as the backend knows them', async () => {
    const backend = await openBackend();
    const token = await backend.signToken('coordinator', settings.id);
    const element = await mount(openClient(backend, { session: withSession(), getToken: () => token }));
    await waitUntil(() => element.matches(':state(signed-in)'), 'signed in');
    await element.updateComplete;
    expect(textOf(element)).to.contain('coordination').and.to.contain(settings.name);
  });

  it('takes its client from the provider', async () => {
    const provider = await fixture(
      html`<relais-provider .client=${clientOf(new HandSession(NADIA))}
        ><relais-session></relais-session
      ></relais-provider>`,
    );
    const element = provider.querySelector('relais-session')!;
    await aTimeout(0);
    await element.updateComplete;
    expect(textOf(element)).to.contain('Nadia Kaci');
  });
});
