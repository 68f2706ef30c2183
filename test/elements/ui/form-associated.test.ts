import { expect, fixture, html } from '@open-wc/testing';
import { LitElement, type TemplateResult } from 'lit';
import { formAssociated } from '../../../packages/elements/src/ui/form-associated.ts';

/** The least a field of a host's form can be. */
class Tally extends formAssociated(LitElement) {
  #count = 0;

  get count(): number {
    return this.#count;
  }

  set count(count: number) {
    this.#count = count;
    this.setValue(String(count), `kept ${count}`);
    this.setFault(count > 3 ? 'Too many' : undefined);
  }

  resetValue(): void {
    this.count = 0;
  }

  restoreValue(state: unknown): void {
    if (typeof state === 'string') this.count = Number(state.replace('kept ', ''));
  }

  protected override render(): TemplateResult {
    return html`<button ?disabled=${this.isDisabled}>+</button>`;
  }
}
customElements.define('test-tally', Tally);

async function mountForm() {
  const form = await fixture<HTMLFormElement>(
    html`<form>
      <fieldset>
        <label>Nombre <test-tally name="count"></test-tally></label>
      </fieldset>
    </form>`,
  );
  const [tally, fieldset] = [form.querySelector<Tally>('test-tally')!, form.querySelector('fieldset')!];
  await tally.updateComplete;
  return { form, tally, fieldset };
}

describe('a field of the host’s form', () => {
  it('is sent under its name, and found by its label', async () => {
    const { form, tally } = await mountForm();
    tally.count = 2;
    expect(new FormData(form).get('count')).to.equal('2');
    expect(tally.form).to.equal(form);
    expect(tally.labels).to.have.lengthOf(1);
  });

  it('is reset with its form', async () => {
    const { form, tally } = await mountForm();
    tally.count = 2;
    form.reset();
    expect(new FormData(form).get('count')).to.equal('0');
  });

  it('takes back what the browser has kept', async () => {
    const { form, tally } = await mountForm();
    // As a browser calls it after a reload.
    (tally as unknown as { formStateRestoreCallback(state: string): void }).formStateRestoreCallback('kept 3');
    expect(new FormData(form).get('count')).to.equal('3');
  });

  it('keeps its form from being sent while it is wrong, and says why', async () => {
    const { form, tally } = await mountForm();
    tally.count = 9;
    expect(form.checkValidity()).to.be.false;
    expect(tally.validationMessage).to.equal('Too many');
    tally.count = 1;
    expect(form.checkValidity()).to.be.true;
  });

  it('is disabled by itself or by the fieldset around it, and is then neither sent nor wrong', async () => {
    const { form, tally, fieldset } = await mountForm();
    tally.count = 9;
    fieldset.disabled = true;
    await tally.updateComplete;
    expect(tally.isDisabled).to.be.true;
    expect(tally.disabled, 'its own attribute stays the host’s').to.be.false;
    expect(new FormData(form).get('count')).to.be.null;
    expect(form.checkValidity()).to.be.true;
    fieldset.disabled = false;
    await tally.updateComplete;
    expect(tally.isDisabled).to.be.false;
    tally.disabled = true;
    await tally.updateComplete;
    expect(tally.isDisabled).to.be.true;
    expect(new FormData(form).get('count')).to.be.null;
  });
});
