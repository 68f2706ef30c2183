import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { BarCodeStage, PRODUCT } from '../support/bar-code.ts';
import { mountRun, odynophagie } from '../support/protocol-run.ts';
import type { RunDriver } from '../support/protocol-run.ts';

const computing = {
  ...odynophagie,
  mode: { kind: 'compute', by: 'Dre Anne Le Goff', on: '2026-11-02' } as const,
};

describe('a rapid test in relais-protocol', () => {
  let stage: BarCodeStage | undefined;
  afterEach(() => {
    stage?.close();
    stage = undefined;
  });

  const scanning = async (options?: ConstructorParameters<typeof BarCodeStage>[0]): Promise<RunDriver> => {
    stage = new BarCodeStage(options);
    const driver = await mountRun({ protocol: computing });
    await driver.begin();
    await driver.answer();
    driver.button('Scanner le code')!.focus();
    driver.button('Scanner le code')!.click();
    await driver.until(() => driver.root.querySelector('dialog')?.open === true, 'the dialog');
    return driver;
  };
  const dialogOf = ({ root }: RunDriver) => root.querySelector<HTMLDialogElement>('dialog.dialog')!;
  const toldIn = (driver: RunDriver) => dialogOf(driver).querySelector('[role=status]')!.textContent;
  const answerTo = ({ element }: RunDriver, linkId: string): unknown =>
    element.response?.item?.find((item) => item.linkId === linkId)?.answer?.[0];
  /** Holds a code before the camera until it is taken. */
  const show = async (driver: RunDriver, code: string) => {
    stage!.seen = code;
    await driver.until(() => !dialogOf(driver).open, 'the dialog closes');
    await driver.settle();
  };

  it('is accessible while its code is scanned, and after', async () => {
    const driver = await scanning();
    await driver.until(() => toldIn(driver).includes('Visez'), 'the camera');
    await expect(driver.element).to.be.accessible();
    await show(driver, `${PRODUCT}17251031102511A`);
    await expect(driver.element).to.be.accessible();
  });

  it('has its lot and its expiry filled from the code on its box, to be checked', async () => {
    const driver = await scanning();
    await show(driver, `${PRODUCT}172802001025-11A`);
    expect(answerTo(driver, 'od.trod.lot')).to.deep.equal({ valueString: '25-11A' });
    expect(answerTo(driver, 'od.trod.expiry')).to.deep.equal({ valueDate: '2028-02-29' });
    expect(answerTo(driver, 'od.temp'), 'what was answered stays').not.to.equal(undefined);
    expect(driver.words).to.contain(
      'Lu sur le code : lot 25-11A, péremption le 29 février 2028. À vérifier sur le test.',
    );
    expect(driver.root.activeElement?.textContent).to.contain('Scanner le code');
    expect(stage!.isDark).to.equal(true);
  });

  it('goes on looking at a code that says neither, and says so', async () => {
    const driver = await scanning();
    stage!.seen = 'https://exemple.fr';
    await driver.until(() => toldIn(driver).includes('n’est pas au format GS1'), 'no GS1');
    stage!.seen = '3760123450010';
    await driver.until(() => toldIn(driver).includes('sans lot ni péremption'), 'the product alone');
    await show(driver, `${PRODUCT}10B7`);
    expect(driver.words).to.contain('lot B7, pas de péremption');
    expect(answerTo(driver, 'od.trod.expiry')).to.equal(undefined);
  });

  it('gives no green result once it has expired, and says so beside the field and with the result', async () => {
    const driver = await scanning();
    await show(driver, `${PRODUCT}17251031102511A`);
    expect(driver.words).to.contain('péremption le 31 octobre 2025');
    expect(driver.words).to.contain('Ce test est périmé : son résultat ne compte pas.');
    await driver.press('Voir le résultat');
    expect(driver.element.stage).to.equal('questions');
    expect(driver.form!.shadowRoot!.textContent).to.contain('Ce test est périmé');
    expect(driver.element.result?.outcome).to.equal(undefined);
  });

  it('is typed as ever where the browser reads no codes', async () => {
    const driver = await mountRun();
    await driver.begin();
    expect('BarcodeDetector' in globalThis).to.equal(false);
    expect(driver.button('Scanner le code')).to.equal(undefined);
    await driver.answer({ 'od.trod.lot': 'X1', 'od.trod.expiry': '2025-01-31' });
    expect(driver.form!.shadowRoot!.textContent).to.contain('Péremption du test');
  });

  for (const [refusal, words] of [
    ['NotAllowedError', 'est refusé à cette page'],
    ['NotFoundError', 'Aucun appareil photo n’a été trouvé'],
    ['NotReadableError', 'ne s’ouvre pas'],
  ] as const) {
    it(`says why there is no picture (${refusal}), and that it can be typed`, async () => {
      const driver = await scanning({ refusal });
      await driver.until(() => toldIn(driver).includes(words), words);
      expect(toldIn(driver)).to.contain('apez le lot et la péremption');
      await driver.press('Fermer et taper le lot');
      expect(dialogOf(driver).open).to.equal(false);
    });
  }

  it('says so where the browser knows none of the kinds of code', async () => {
    const driver = await scanning({ formats: ['aztec'] });
    await driver.until(() => toldIn(driver).includes('ne lit pas ces codes'), 'no reader');
    expect(stage!.streams.length).to.equal(0);
  });

  it('switches the camera off when the dialog is closed, by its button or by Escape', async () => {
    const driver = await scanning();
    await driver.until(() => stage!.streams.length === 1 && !stage!.isDark, 'the camera is on');
    await driver.press('Fermer et taper le lot');
    expect(stage!.isDark).to.equal(true);
    await driver.press('Scanner le code');
    await driver.until(() => stage!.streams.length === 2 && !stage!.isDark, 'the camera is on again');
    await sendKeys({ press: 'Escape' });
    await driver.until(() => stage!.isDark, 'the camera is off');
    expect(driver.root.activeElement?.textContent).to.contain('Scanner le code');
  });

  it('switches the camera off when the element goes, or the page is left', async () => {
    const driver = await scanning();
    await driver.until(() => stage!.streams.length === 1 && !stage!.isDark, 'the camera is on');
    dispatchEvent(new Event('pagehide'));
    await driver.until(() => !dialogOf(driver).open, 'the dialog is closed');
    expect(stage!.isDark).to.equal(true);
    await driver.press('Scanner le code');
    await driver.until(() => stage!.streams.length === 2 && !stage!.isDark, 'the camera is on again');
    driver.element.remove();
    expect(stage!.isDark).to.equal(true);
  });

  it('does not leave the camera on that is allowed after the dialog was closed', async () => {
    const driver = await scanning();
    const film = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    await driver.press('Fermer et taper le lot');
    let allow = (): void => undefined;
    const allowed = new Promise<void>((resolve) => (allow = resolve));
    navigator.mediaDevices.getUserMedia = async () => {
      await allowed;
      return film();
    };
    await driver.press('Scanner le code');
    await driver.press('Fermer et taper le lot');
    const before = stage!.streams.length;
    allow();
    await driver.until(() => stage!.streams.length === before + 1, 'it is allowed');
    await driver.settle();
    expect(stage!.isDark).to.equal(true);
  });
});
