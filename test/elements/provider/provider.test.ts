import { expect, fixture, html } from '@open-wc/testing';
import type { Provider, SlotPicker } from '@relais/elements';
import { waitUntil } from '../support/wait.ts';
import { openBackend, openClient } from '../support/backend.ts';
import { PickerDriver } from '../support/picker.ts';
import { settings } from '../support/structure.ts';

interface Asked {
  readonly url: URL;
  readonly token: string | null;
}

describe('relais-provider', () => {
  it('is accessible and draws nothing', async () => {
    const provider = await fixture(html`<relais-provider><p>Contenu</p></relais-provider>`);
    await expect(provider).to.be.accessible();
    expect(getComputedStyle(provider).display).to.equal('contents');
  });

  it('gives its client to the pickers inside', async () => {
    const backend = await openBackend();
    const provider = await fixture(
      html`<relais-provider .client=${openClient(backend)}><relais-slot-picker></relais-slot-picker></relais-provider>`,
    );
    const driver = driverIn(provider, backend);
    await driver.goTo('checklist');
  });

  it('gives its address and structure, which a picker may overrule one by one', async () => {
    const asked = await collect(async () => {
      const provider = await fixture(
        html`<relais-provider api="https://one.test" structure="one">
          <relais-slot-picker></relais-slot-picker>
          <relais-slot-picker structure="two"></relais-slot-picker>
          <relais-slot-picker api="https://two.test" structure="three"></relais-slot-picker>
        </relais-provider>`,
      );
      await pressAll(provider);
    });
    expect(asked.map(({ url }) => `${url.host} ${url.pathname.split('/')[4]}`)).to.have.members([
      'one.test one',
      'one.test two',
      'two.test three',
    ]);
  });

  it('sends the host’s token to its own address and to no other', async () => {
    const asked = await collect(async () => {
      const getToken = () => 'secret';
      const provider = await fixture(
        html`<relais-provider api="https://one.test" structure="one" .getToken=${getToken}>
          <relais-slot-picker></relais-slot-picker>
          <relais-slot-picker structure="two"></relais-slot-picker>
          <relais-slot-picker api="https://two.test" structure="three"></relais-slot-picker>
        </relais-provider>`,
      );
      await pressAll(provider);
    });
    const tokens = Object.fromEntries(asked.map(({ url, token }) => [url.pathname.split('/')[4] ?? '', token]));
    expect(tokens).to.deep.equal({ one: 'Bearer secret', two: 'Bearer secret', three: null });
  });

  it('gives its language and words, a picker’s own before them', async () => {
    const [strings, ours] = [{ start: 'See somebody' }, { start: 'Voir quelqu’un' }];
    const provider = await fixture(
      html`<relais-provider language="en" .strings=${strings}>
        <relais-slot-picker></relais-slot-picker>
        <relais-slot-picker language="fr" .strings=${ours}></relais-slot-picker>
      </relais-provider>`,
    );
    const pickers = [...provider.querySelectorAll('relais-slot-picker')];
    await Promise.all(pickers.map((picker) => picker.updateComplete));
    expect(pickers.map(textOf)[0]).to.include('See somebody').and.to.include('If life is in danger');
    expect(pickers.map(textOf)[1]).to.include('Voir quelqu’un').and.to.include('En cas d’urgence');
  });

  it('gives a language from outside the kit, with French where that says nothing', async () => {
    const es = { 'relais-slot-picker': { start: 'Pedir una cita' }, 'relais-consent': { start: 'Otra cosa' } };
    const provider = await fixture<Provider>(
      html`<relais-provider language="es-MX"><relais-slot-picker></relais-slot-picker></relais-provider>`,
    );
    const picker = provider.querySelector('relais-slot-picker')!;
    await picker.updateComplete;
    expect(textOf(picker), 'while nobody gives it').to.include('Demander un rendez-vous');
    provider.languages = { es: () => Promise.resolve({ default: es }) };
    await provider.updateComplete;
    await waitUntil(() => textOf(picker).includes('Pedir una cita'));
    expect(picker.shadowRoot!.querySelector('[lang]')?.getAttribute('lang')).to.equal('es');
    expect(textOf(picker)).to.include('En cas d’urgence vitale');
  });

  it('speaks French where a language from outside cannot be fetched, or is none at all', async () => {
    const languages = { ca: () => Promise.reject(new TypeError('Failed to fetch')) };
    const provider = await fixture(
      html`<relais-provider .languages=${languages}>
        <relais-slot-picker language="ca"></relais-slot-picker>
        <relais-slot-picker language="constructor"></relais-slot-picker>
      </relais-provider>`,
    );
    const pickers = [...provider.querySelectorAll('relais-slot-picker')];
    await Promise.all(pickers.map((picker) => picker.updateComplete));
    for (const picker of pickers) expect(textOf(picker)).to.include('Demander un rendez-vous');
  });

  it('keeps a booking under way when the language or the token’s function changes', async () => {
    const asked = await collect(async () => {
      const provider = await fixture<Provider>(
        html`<relais-provider api="https://one.test" structure="one" .getToken=${() => 'first'}>
          <relais-slot-picker></relais-slot-picker>
          <relais-slot-picker structure="two"></relais-slot-picker>
        </relais-provider>`,
      );
      await pressAll(provider);
      provider.language = 'en';
      provider.getToken = () => 'second';
      await provider.updateComplete;
      for (const picker of provider.querySelectorAll('relais-slot-picker')) {
        await picker.updateComplete;
        expect(picker.state).to.equal('misconfigured');
        expect(textOf(picker)).to.include('The service is not available here');
      }
      const picker = provider.querySelector('relais-slot-picker')!;
      picker.structure = 'three';
      await picker.updateComplete;
      await new PickerDriver(picker, undefined as never, undefined as never).press(
        'Ask for an appointment',
        'misconfigured',
      );
    });
    expect(asked.map(({ url, token }) => `${url.pathname.split('/')[4]} ${token}`)).to.deep.equal([
      'one Bearer first',
      'two Bearer first',
      'three Bearer second',
    ]);
  });

  it('reaches pickers that were there before it was defined', async () => {
    const backend = await openBackend();
    const box = await fixture(
      html`<relais-provider-late><relais-slot-picker></relais-slot-picker></relais-provider-late>`,
    );
    const { Provider } = await import('@relais/elements');
    customElements.define('relais-provider-late', class extends Provider {});
    Object.assign(box, { client: openClient(backend) });
    await (box as Provider).updateComplete;
    const driver = driverIn(box, backend);
    await driver.picker.updateComplete;
    await driver.goTo('checklist');
  });

  it('changes the structure of the pickers inside', async () => {
    const provider = await fixture<Provider>(
      html`<relais-provider api="https://one.test" structure="one"
        ><relais-slot-picker></relais-slot-picker
      ></relais-provider>`,
    );
    const asked = await collect(async () => {
      await pressAll(provider);
      provider.structure = settings.id;
      await provider.updateComplete;
      await pressAll(provider);
    });
    expect(asked.map(({ url }) => url.pathname.split('/')[4])).to.include.members(['one', settings.id]);
  });
});

function driverIn(root: Element, backend: PickerDriver['backend']): PickerDriver {
  const picker = root.querySelector('relais-slot-picker')!;
  return new PickerDriver(picker, backend, openClient(backend));
}

function textOf(picker: SlotPicker): string {
  return picker.shadowRoot!.textContent;
}

/** Presses the button of every picker and waits until each has its answer, which is a failure here. */
async function pressAll(root: Element): Promise<void> {
  for (const picker of root.querySelectorAll('relais-slot-picker')) {
    await picker.updateComplete;
    const driver = new PickerDriver(picker, undefined as never, undefined as never);
    await driver.press('Demander un rendez-vous', 'misconfigured');
  }
}

/** What pickers ask of the network meanwhile, where no structure is known. */
async function collect(work: () => Promise<void>): Promise<Asked[]> {
  const asked: Asked[] = [];
  const { fetch } = globalThis;
  globalThis.fetch = (input) => {
    const request = input as Request;
    asked.push({ url: new URL(request.url), token: request.headers.get('Authorization') });
    const problem = { type: 'about:blank', title: 'There is nothing here', status: 404, code: 'not-found' };
    return Promise.resolve(Response.json(problem, { status: 404 }));
  };
  try {
    await work();
  } finally {
    globalThis.fetch = fetch;
  }
  return asked;
}
