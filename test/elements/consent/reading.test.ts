import { expect, fixture, html } from '@open-wc/testing';
import '@relais/elements';
import type { Consent } from '@relais/elements';
import { createConsents } from '@relais/sdk/consent';
import { ConsentDriver, texts, values } from '../support/consent.ts';
import { openBackend, openClient } from '../support/backend.ts';
import { settings, territory } from '../support/structure.ts';

const textList = { formatVersion: 'relais-consent-texts/1' as const, texts };

/** A nurse's link, and the page it opens. */
async function openReading(change: (link: string) => string = (link) => link, daysLater = 0) {
  const backend = await openBackend({ structures: [{ settings, territory, consentTexts: textList }] });
  const nurse = createConsents(
    openClient(backend, { getToken: () => backend.signToken('delegate', settings.id), getPerson: () => 'nurse' }),
  );
  const given = await nurse.readingLink(texts[0]!, values, 'https://cpts.exemple.fr/lire.html');
  await backend.advance(daysLater * 86_400_000);
  const element = await fixture<Consent>(
    html`<relais-consent
      view="reading"
      language="fr"
      .client=${openClient(backend)}
      .link=${change(given.href)}
    ></relais-consent>`,
  );
  return { backend, given, driver: new ConsentDriver(element) };
}

const says = (driver: ConsentDriver, words: string) =>
  driver.until(`it says « ${words} »`, () => driver.words.includes(words));

async function readAll(driver: ConsentDriver): Promise<void> {
  while (!driver.words.includes('Vous avez tout lu')) await driver.press('Suivant');
  await driver.press('J’ai tout lu');
}

describe('relais-consent on the patient’s own telephone', () => {
  it('shows one idea a screen, names filled in, and says that it was read only when it was', async () => {
    const { driver, given } = await openReading();
    await says(driver, '1 sur 8');
    await expect(driver.element).shadowDom.to.be.accessible();
    expect(driver.words).to.contain('Nora Belkacem, infirmière');
    expect((await given.state()).readAt, 'to look changes nothing').to.equal(undefined);
    await readAll(driver);
    await says(driver, 'Merci, vous avez tout lu');
    await expect(driver.element).shadowDom.to.be.accessible();
    const { readAt, wantsToTalk } = await given.state();
    expect([typeof readAt, wantsToTalk]).to.deep.equal(['string', false]);
    expect(driver.element.record, 'nothing is decided there').to.equal(undefined);
  });

  it('has the professional know that the reader wants to talk', async () => {
    const { driver, given } = await openReading();
    await says(driver, '1 sur 8');
    await driver.press('Je veux parler à quelqu’un');
    await says(driver, 'C’est noté');
    expect((await given.state()).wantsToTalk).to.equal(true);
  });

  it('is read in another language, from right to left', async () => {
    const { driver } = await openReading();
    await says(driver, '1 sur 8');
    const select = driver.root.querySelector('select')!;
    select.selectedIndex = [...select.options].findIndex(({ lang }) => lang === 'ar');
    select.dispatchEvent(new Event('change'));
    await driver.settle();
    const reading = () => driver.root.querySelector<HTMLElement>('.reading')!;
    expect([reading().dir, reading().lang]).to.deep.equal(['rtl', 'ar']);
    while (driver.words.includes('التالي')) await driver.press('التالي');
    await driver.press('قرأت كل شيء');
    await says(driver, 'شكرًا، لقد قرأتم كل شيء');
    expect([reading().dir, reading().lang]).to.deep.equal(['rtl', 'ar']);
    expect(reading().innerText, 'no word of another language is left').not.to.match(/[a-z]/i);
    await expect(driver.element).shadowDom.to.be.accessible();
  });

  it('says that a link is too old, and that one is not whole', async () => {
    const old = await openReading(undefined, 15);
    await says(old.driver, 'Ce lien n’est plus valable');
    await expect(old.driver.element).shadowDom.to.be.accessible();
    const cut = await openReading((link) => link.slice(0, -3));
    await says(cut.driver, 'Ce lien n’est pas complet');
    const none = await openReading(() => 'https://cpts.exemple.fr/lire.html');
    await says(none.driver, 'Ce lien n’est pas complet');
  });

  it('keeps what was read on the screen when it could not be sent, and sends it when pressed again', async () => {
    const { driver, backend, given } = await openReading();
    await says(driver, '1 sur 8');
    backend.fail('offline');
    await readAll(driver);
    await says(driver, 'n’a pas pu être envoyé');
    backend.fail(undefined);
    await driver.press('J’ai tout lu');
    await says(driver, 'Merci, vous avez tout lu');
    expect((await given.state()).readAt).to.be.a('string');
  });
});
