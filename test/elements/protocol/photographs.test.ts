import { expect } from '@open-wc/testing';
import '@relais/elements';
import { drawRash } from '../../../stories/support/rash.ts';
import { createConsents } from '@relais/sdk/consent';
import { createRuns } from '@relais/sdk/run';
import type { RunPort } from '@relais/elements';
import { openNurse } from '../support/nurse.ts';
import { waitUntil } from '../support/wait.ts';
import { mountRun, odynophagie } from '../support/protocol-run.ts';
import type { Given, RunDriver } from '../support/protocol-run.ts';

const SHOWN = 'Éruption fine de l’avant-bras';

async function pictureFile(name = 'IMG_0001.jpg', type = 'image/jpeg', width = 2400): Promise<File> {
  const blob = await new Promise<Blob | null>((resolve) => drawRash(width, 1200).toBlob(resolve, type));
  return new File([blob!], name, { type });
}

/** What somebody does with photographs in a run. */
class Photographer {
  readonly driver: RunDriver;

  constructor(driver: RunDriver) {
    this.driver = driver;
  }

  get consent() {
    return [...this.driver.root.querySelectorAll('relais-consent')].find(({ code }) => code === 'photograph');
  }

  async until(words: string): Promise<void> {
    await this.driver.until(() => this.driver.words.includes(words), words);
  }

  async agree(): Promise<void> {
    await this.driver.press('Joindre une photographie');
    const points = () => [...(this.consent?.shadowRoot?.querySelectorAll<HTMLInputElement>('.points input') ?? [])];
    await this.driver.until(() => points().length > 0, 'the consent to it asks');
    for (const box of points()) box.click();
    await this.consent!.updateComplete;
    for (let turn = 0; turn < 2; turn++) {
      this.consent!.shadowRoot!.querySelector<HTMLButtonElement>('.primary')!.click();
      await this.consent!.updateComplete;
    }
    await this.driver.until(() => this.driver.root.querySelector('input[type=file]') !== null, 'a file may be chosen');
  }

  async choose(file: File): Promise<void> {
    const input = this.driver.root.querySelector<HTMLInputElement>('input[type=file]')!;
    const files = new DataTransfer();
    files.items.add(file);
    input.files = files.files;
    input.dispatchEvent(new Event('change'));
    await this.driver.settle();
  }

  async describe(words: string): Promise<void> {
    await this.driver.until(() => this.field !== null, 'it asks what the photograph shows');
    this.field!.value = words;
    this.field!.dispatchEvent(new Event('input'));
  }

  get field() {
    return this.driver.root.querySelector<HTMLInputElement>('input[id^=description-]');
  }

  async attach(): Promise<void> {
    await this.choose(await pictureFile());
    await this.describe(SHOWN);
    await this.driver.press('Joindre au passage');
    await this.driver.until(() => this.driver.root.querySelector('figure') !== null, 'it is attached');
  }
}

async function inQuestions(given: Given = {}): Promise<Photographer> {
  const driver = await mountRun(given);
  await driver.begin();
  return new Photographer(driver);
}

describe('relais-protocol, photographs', () => {
  it('is not spoken of where the protocol asks for none', async () => {
    const { photographs: _, ...without } = odynophagie;
    const { driver } = await inQuestions({ protocol: without });
    expect(driver.words).not.to.contain('photographie');
  });

  it('is asked for with its own consent, described, attached and handed to the host alone', async () => {
    const photographer = await inQuestions();
    const { driver } = photographer;
    const heard: string[] = [];
    for (const type of ['relais-run-started', 'relais-run-alert', 'relais-run-ended', 'relais-consent-decided'])
      driver.element.addEventListener(type, (event) => heard.push(JSON.stringify((event as CustomEvent).detail)));
    expect(driver.root.querySelector('input[type=file]')).to.equal(null);
    await photographer.agree();
    await photographer.attach();
    await expect(driver.element).to.be.accessible();
    const [picture] = driver.element.photographs;
    expect([picture?.item, picture?.description, picture?.blob.type]).to.deep.equal(['od.rash', SHOWN, 'image/jpeg']);
    expect(driver.root.querySelector('figure canvas')?.getAttribute('aria-label')).to.equal(SHOWN);
    expect(heard.join()).not.to.contain('ruption');
    await driver.press('Retirer');
    expect(driver.element.photographs).to.deep.equal([]);
  });

  it('leaves the page smaller, and without what the file said beside the picture', async () => {
    const photographer = await inQuestions();
    await photographer.agree();
    const plain = new Uint8Array(await (await pictureFile()).arrayBuffer());
    // One entry, as cameras write it: what made the device (0x010f) is « GPS ».
    const exif = [
      ...new TextEncoder().encode('Exif\0\0II*\0'),
      ...[8, 0, 0, 0, 1, 0],
      ...[0x0f, 0x01, 2, 0, 4, 0, 0, 0, ...new TextEncoder().encode('GPS\0')],
      ...[0, 0, 0, 0],
    ];
    const told = [0xff, 0xe1, 0, exif.length + 2, ...exif];
    // In one piece, as a file of a disk is: Firefox draws no blob that was put together of several.
    const bytes = Uint8Array.of(...plain.slice(0, 2), ...told, ...plain.slice(2));
    const file = new File([bytes], 'lieu.jpg', { type: 'image/jpeg' });
    await photographer.choose(file);
    await photographer.describe(SHOWN);
    await photographer.driver.press('Joindre au passage');
    await photographer.driver.until(() => photographer.driver.element.photographs.length === 1, 'it is attached');
    const [picture] = photographer.driver.element.photographs;
    const text = new TextDecoder('latin1').decode(await picture!.blob.arrayBuffer());
    expect(text).not.to.match(/Exif|GPS/);
    expect([picture?.width, picture?.height]).to.deep.equal([1600, 800]);
  });

  it('says what is wrong with a file and what is accepted, and loses nothing', async () => {
    const photographer = await inQuestions();
    const { driver } = photographer;
    await photographer.agree();
    await photographer.choose(new File(['%PDF-1.7'], 'notes.jpg', { type: 'image/jpeg' }));
    await photographer.until('Acceptées : JPEG, PNG et WebP.');
    await photographer.attach();
    expect(driver.words).not.to.contain('Acceptées');
  });

  it('is not attached without words for who does not see it', async () => {
    const photographer = await inQuestions();
    const { driver } = photographer;
    await photographer.agree();
    await photographer.choose(await pictureFile('capture.png', 'image/png', 300));
    await photographer.describe(' ');
    await driver.press('Joindre au passage');
    expect(driver.element.photographs).to.deep.equal([]);
    expect(driver.root.activeElement).to.equal(photographer.field);
    expect(driver.words).to.contain('Écrivez en une phrase');
    await expect(driver.element).to.be.accessible();
  });

  it('is gone with the consent, and the run goes on without it', async () => {
    const photographer = await inQuestions();
    const { driver } = photographer;
    await driver.press('Joindre une photographie');
    await driver.until(() => photographer.consent?.shadowRoot?.querySelector('.points') != null, 'the consent asks');
    const refuse = [...photographer.consent!.shadowRoot!.querySelectorAll('button')].find((one) =>
      /refuse/i.test(one.textContent),
    );
    refuse!.click();
    await photographer.consent!.updateComplete;
    for (const button of photographer.consent!.shadowRoot!.querySelectorAll('button'))
      if (/^(Noter|Enregistrer|Confirmer)/.test(button.textContent.trim())) button.click();
    await photographer.until('le passage continue sans elle');
    expect(driver.element.stage).to.equal('questions');
    expect(driver.root.querySelector('input[type=file]')).to.equal(null);
  });

  it('is offered in a run to learn by, and stays in the page', async () => {
    const photographer = await inQuestions({ training: true });
    expect(photographer.driver.words).to.contain('n’est pas gardée');
    await photographer.attach();
    expect(photographer.driver.element.photographs.length).to.equal(1);
  });

  it('is said at the end when it was chosen and not attached', async () => {
    const photographer = await inQuestions({ training: true });
    const { driver } = photographer;
    await photographer.choose(await pictureFile());
    await driver.until(() => photographer.field !== null, 'it asks what the photograph shows');
    await driver.answer();
    await driver.press('Voir le résultat');
    expect(driver.words).to.contain('est choisie et n’est pas jointe');
  });
});

describe('relais-protocol, photographs that are kept', () => {
  async function withBackend(protocol: Record<string, unknown> = odynophagie) {
    const nurse = await openNurse(protocol);
    const client = nurse.open();
    const runs = createRuns(client);
    const now = () => nurse.backend.now();
    const usual: Given = { runs, consents: createConsents(client), now };
    // Nobody has declared a team here: a run begins without a network, and is sent once there is one.
    const mount = async (differs: Given = {}) => {
      nurse.network.isDown = true;
      const photographer = await inQuestions({ ...usual, ...differs });
      nurse.network.isDown = false;
      dispatchEvent(new Event('online'));
      await photographer.until('Le réseau est revenu');
      return photographer;
    };
    return { ...nurse, runs, mount, usual };
  }

  it('reach the backend with their consent, and are taken back from there', async () => {
    const { runs, mount } = await withBackend();
    const photographer = await mount();
    const { driver } = photographer;
    await photographer.agree();
    await photographer.attach();
    await photographer.until('Jointe au passage.');
    const [{ id } = { id: '' }] = (await runs.list()).runs;
    const { photographs = [] } = await runs.read(id);
    expect(photographs.map(({ description, type }) => [description, type])).to.deep.equal([[SHOWN, 'image/jpeg']]);
    await driver.press('Retirer');
    await driver.until(() => driver.root.querySelector('figure') === null, 'it is taken back');
    // The screen does not wait for what is written of it on the device.
    await waitUntil(async () => (await runs.resume()).length === 0, 'nothing is left to send');
    expect((await runs.read(id)).photographs).to.equal(undefined);
  });

  it('wait on this device without a network, which is said, and leave when it is back', async () => {
    const { runs, network, mount } = await withBackend();
    const photographer = await mount();
    const { driver } = photographer;
    network.isDown = true;
    await photographer.agree();
    await photographer.attach();
    await photographer.until('Gardée chiffrée sur cet appareil');
    await expect(driver.element).to.be.accessible();
    network.isDown = false;
    dispatchEvent(new Event('online'));
    await photographer.until('Jointe au passage.');
    await photographer.until('Le réseau est revenu');
    const [{ id } = { id: '' }] = (await runs.list()).runs;
    expect((await runs.read(id)).photographs).to.have.length(1);
  });

  it('say why the server has not taken them', async () => {
    const { photographs: _, ...without } = odynophagie;
    const { mount } = await withBackend(without);
    const photographer = await mount();
    await photographer.agree();
    await photographer.attach();
    await photographer.until('Ce passage ne prend pas de photographie ici');
    await photographer.driver.press('Retirer');
    expect(photographer.driver.root.querySelector('figure')).to.equal(null);
  });

  it('are sent again on request where a port of the host’s own has failed', async () => {
    const { usual, mount } = await withBackend();
    let tries = 0;
    const runs: RunPort = {
      ...(usual.runs as RunPort),
      attachPhotograph: (...given) => {
        tries += 1;
        return tries === 1 ? Promise.reject(new Error('lost')) : usual.runs!.attachPhotograph!(...given);
      },
    };
    const photographer = await mount({ runs });
    await photographer.agree();
    await photographer.attach();
    await photographer.until('Elle n’a pas pu être envoyée');
    await photographer.driver.press('Réessayer');
    await photographer.until('Jointe au passage.');
  });
});
