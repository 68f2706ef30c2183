import { expect, fixture, html } from '@open-wc/testing';
import { LitElement, type TemplateResult } from 'lit';
import { ToastController } from '../../../packages/elements/src/ui/toast/toast-controller.ts';
import { toast as t } from '../../../packages/elements/src/ui/words/fr.ts';
import { HandClock } from '../support/host.ts';

class Toasted extends LitElement {
  readonly clock = new HandClock(0);
  readonly said: string[] = [];
  readonly toasts = new ToastController(this, { every: this.clock.every, say: (text) => this.said.push(text) });

  protected override render(): TemplateResult {
    return html`<button id="before">Avant</button>${this.toasts.render(t)}`;
  }
}
customElements.define('test-toasted', Toasted);

async function mountToast() {
  const host = await fixture<Toasted>(html`<test-toasted></test-toasted>`);
  host.toasts.show(t, { text: 'Rangé', undo: () => undefined });
  await host.updateComplete;
  const find = (selector: string) => host.shadowRoot!.querySelector<HTMLElement>(selector)!;
  return { host, clock: host.clock, find };
}

describe('a message on what was done', () => {
  it('stays for twenty seconds', async () => {
    const { host, clock } = await mountToast();
    clock.pass(19);
    expect(host.toasts.length).to.equal(1);
    clock.pass(1);
    expect(host.toasts.length).to.equal(0);
    expect(clock.timers, 'no timer is left').to.equal(0);
  });

  it('does not go while the pointer is on it', async () => {
    const { host, clock, find } = await mountToast();
    find('.toasts').dispatchEvent(new PointerEvent('pointerenter'));
    clock.pass(600);
    expect(host.toasts.length).to.equal(1);
    find('.toasts').dispatchEvent(new PointerEvent('pointerleave'));
    clock.pass(20);
    expect(host.toasts.length).to.equal(0);
  });

  it('does not go while it has the focus', async () => {
    const { host, clock, find } = await mountToast();
    find('#before').focus();
    find('.toast button').focus();
    clock.pass(600);
    expect(host.toasts.length).to.equal(1);
    find('#before').focus();
    clock.pass(20);
    expect(host.toasts.length).to.equal(0);
  });

  it('is read aloud, with where the way back is', async () => {
    const { host } = await mountToast();
    expect(host.said).to.deep.equal([`Rangé. ${t.undoHint}`]);
  });

  it('makes room for those that follow: three at most', async () => {
    const { host, find } = await mountToast();
    for (const text of ['Un', 'Deux', 'Trois']) host.toasts.show(t, { text });
    await host.updateComplete;
    expect(host.toasts.length).to.equal(3);
    expect(find('.toasts').textContent).not.to.include('Rangé');
  });

  it('goes with its host', async () => {
    const { host, clock } = await mountToast();
    host.remove();
    expect(clock.timers).to.equal(0);
  });
});
