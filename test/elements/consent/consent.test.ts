import { expect, fixture, html } from '@open-wc/testing';
import '@relais/elements';
import type { ConsentDecidedEvent } from '@relais/elements';
import { fillText, sealConsent, sha256, verifyConsent } from '@relais/sdk/consent';
import type { ConsentProof, ConsentRecord } from '@relais/sdk/consent';
import { sendKeys } from '@web/test-runner-commands';
import { daughter, mountConsent, NOW, patient, protocol, texts, values } from '../support/consent.ts';
import type { ConsentDriver } from '../support/consent.ts';

const MOTHER = async (driver: ConsentDriver) => {
  await driver.fill('Nom et prénom', 'Claire Fauvergue');
  await driver.fill('Vérifié par', 'identityDocument');
  await driver.choose('Est d’accord');
};

async function isRight(driver: ConsentDriver): Promise<void> {
  const { faults } = await verifyConsent(await driver.element.file());
  expect(faults).to.deep.equal([]);
}

describe('relais-consent', () => {
  it('is accessible', async () => {
    const driver = await mountConsent();
    await expect(driver.element).shadowDom.to.be.accessible();
    await driver.consent();
    await expect(driver.element).shadowDom.to.be.accessible();
  });

  it('takes an oral consent in eight presses from the first focus, on the keyboard', async () => {
    const driver = await mountConsent();
    let presses = 0;
    const press = async (key: string) => {
      presses += 1;
      await sendKeys({ press: key });
      await driver.settle();
    };
    driver.all('.points input')[0]!.focus();
    while (driver.element.state !== 'given' && presses < 20) await press('Enter');
    expect(driver.element.state).to.equal('given');
    expect(presses).to.be.at.most(8);
    await isRight(driver);
  });

  it('takes it in eight presses of the mouse', async () => {
    const driver = await mountConsent();
    let presses = 0;
    driver.element.addEventListener('click', (event) => {
      const [target] = event.composedPath();
      if (target instanceof HTMLButtonElement || target instanceof HTMLInputElement) presses += 1;
    });
    await driver.consent();
    expect(driver.element.state).to.equal('given');
    expect(presses).to.be.at.most(8);
  });

  it('asks nothing before all has been said', async () => {
    const driver = await mountConsent();
    expect(driver.words).to.contain('La question vient quand tout a été dit.');
    expect(driver.root.querySelector('.primary')).to.equal(null);
    await driver.sayAll();
    expect(driver.button('D’accord (première demande)')).to.exist;
  });

  it('keeps both moments, and the exact text that was shown', async () => {
    let now = NOW;
    const driver = await mountConsent({ now: () => now });
    await driver.sayAll();
    now += 60_000;
    await driver.press('D’accord (première demande)');
    expect(driver.words).to.contain('Après l’examen');
    now += 60_000;
    await driver.press('D’accord, confirmé : enregistrer');
    const { proof, text } = driver.element.record!;
    expect([proof.informedAt, proof.firstAskedAt, proof.confirmedAt]).to.deep.equal([
      '2026-11-30T09:00:00Z',
      '2026-11-30T09:01:00Z',
      '2026-11-30T09:02:00Z',
    ]);
    expect(proof.text?.sha256).to.equal(await sha256(text!));
    expect(text).to.contain('Nora Belkacem, infirmière vous examine.');
    await isRight(driver);
  });

  it('keeps a translator of the browser off the words that are sealed, and off no others', async () => {
    const driver = await mountConsent();
    const { title, question, points, course } = fillText(texts[0]!, values);
    const sealed = [title, question, course!, ...points.map(({ said }) => said)];
    const ideas = points.flatMap((point) => point.ideas.flatMap((idea) => [idea.title, idea.text]));
    const met = new Set<string>();
    /** What is shown now, and whether it would be translated. */
    const look = () => {
      const shown = driver.all('*').filter((one) => one.childElementCount === 0 && one.textContent.trim() !== '');
      for (const { textContent, translate } of shown) {
        const words = textContent.trim();
        const isSealed = [...sealed, ...ideas].includes(words);
        if (isSealed) met.add(words);
        expect(translate, words).to.equal(!isSealed);
      }
    };
    look();
    await driver.press('Lecture par le patient');
    for (const _ of points.flatMap((point) => point.ideas)) {
      look();
      await driver.press('Suivant');
    }
    await driver.press('J’ai tout lu');
    await driver.press('D’accord (première demande)');
    look();
    expect([...sealed, ...ideas].filter((words) => !met.has(words))).to.deep.equal([]);
    await driver.press('D’accord, confirmé : enregistrer');
    await driver.press('Lire le texte exact');
    expect(driver.root.querySelector<HTMLElement>('dialog .exact')?.translate).to.equal(false);
  });

  it('says what was decided in no event, and the name of nobody in the proof but who collects', async () => {
    const driver = await mountConsent();
    const heard: unknown[] = [];
    const listen = (event: ConsentDecidedEvent) => heard.push(event.detail);
    document.addEventListener('relais-consent-decided', listen);
    await driver.consent();
    document.removeEventListener('relais-consent-decided', listen);
    expect(heard).to.deep.equal([{ id: driver.element.record!.proof.id }]);
    expect(JSON.stringify(driver.element.record!.proof)).not.to.contain('Odette');
  });

  it('lets a mother consent for her daughter, whose own will is asked', async () => {
    const driver = await mountConsent({ patient: daughter });
    await driver.sayAll();
    await driver.press('D’accord (première demande)');
    await driver.press('D’accord, confirmé : enregistrer');
    expect(driver.element.record).to.equal(undefined);
    for (const lack of [
      'le nom du représentant',
      'comment son identité a été vérifiée',
      'l’avis de la personne soignée',
    ]) {
      expect(driver.words).to.contain(lack);
    }
    await MOTHER(driver);
    await driver.press('D’accord, confirmé : enregistrer');
    expect(driver.element.state).to.equal('given');
    expect(driver.element.record?.proof.givenBy).to.deep.equal([
      { capacity: 'parent', name: 'Claire Fauvergue', verification: 'identityDocument' },
    ]);
    await isRight(driver);
  });

  it('does not let a child who opposes be overruled: a doctor is called, and the reason kept', async () => {
    const driver = await mountConsent({ patient: daughter });
    await MOTHER(driver);
    await driver.choose('S’oppose');
    await driver.sayAll();
    await driver.press('D’accord (première demande)');
    await driver.press('D’accord, confirmé : enregistrer');
    expect(driver.words).to.contain('un logiciel ne tranche pas');
    await driver.press('Appeler un médecin');
    await driver.press('Enregistrer l’appel');
    expect(driver.words).to.contain('la raison et le médecin appelé');
    await driver.choose('L’enfant s’oppose');
    await driver.fill('Médecin appelé', 'Dre Anne Le Goff');
    await driver.press('Enregistrer l’appel');
    expect(driver.element.state).to.equal('referredToDoctor');
    expect(driver.element.record?.proof.referral).to.deep.equal({ reason: 'childOpposes', doctor: 'Dre Anne Le Goff' });
  });

  it('asks for both parents where the act is serious', async () => {
    const driver = await mountConsent({ patient: daughter, serious: true });
    await MOTHER(driver);
    await driver.sayAll();
    await driver.press('D’accord (première demande)');
    await driver.press('D’accord, confirmé : enregistrer');
    expect(driver.words).to.contain('l’accord des deux parents');
  });

  it('withdraws by one press, and says so at once', async () => {
    const driver = await mountConsent();
    await driver.consent();
    await driver.press('Retirer le consentement');
    expect(driver.element.state).to.equal('withdrawn');
    expect(driver.element.allowed).to.equal(false);
    await isRight(driver);
    await driver.press('Demander de nouveau');
    await driver.consent();
    expect(driver.element.state).to.equal('given');
    await isRight(driver);
  });

  it('keeps a refusal with its note, without any pressure', async () => {
    const driver = await mountConsent();
    await driver.press('Refuse');
    expect(driver.words).to.contain('N’insistez pas.');
    await driver.fill('Note (facultative)', 'Préfère son médecin');
    await driver.press('Enregistrer le refus');
    expect(driver.element.state).to.equal('refused');
    expect(driver.element.record?.proof.reason).to.equal('Préfère son médecin');
    await isRight(driver);
  });

  it('does not let an urgency pass without its reason', async () => {
    const driver = await mountConsent();
    await driver.press('Urgence, impossible de demander');
    await driver.press('Enregistrer l’exception');
    expect(driver.words).to.contain('la raison');
    await driver.fill('Raison', 'Malaise, ne répond pas');
    await driver.press('Enregistrer l’exception');
    expect([driver.element.state, driver.element.allowed]).to.deep.equal(['urgency', true]);
    expect(driver.words, 'it is asked all the same').to.contain('À dire, puis à cocher');
  });

  it('tells an information with a right to object from a consent', async () => {
    const driver = await mountConsent({ code: 'exchangeWithCarers' });
    expect(driver.words).to.contain('aucun consentement n’est demandé');
    await driver.sayAll();
    await driver.press('Informé, pas d’opposition : enregistrer');
    expect(driver.element.state).to.equal('informed');
    await driver.press('Noter une opposition');
    expect([driver.element.state, driver.element.allowed]).to.deep.equal(['objected', false]);
    await isRight(driver);
  });

  it('keeps a drawn name and a typed one alike, and calls neither qualified', async () => {
    const driver = await mountConsent();
    await driver.fill('Comment', 'drawnSignature');
    expect(driver.words).to.contain('jamais « qualifiée »');
    const levels = driver.all<HTMLOptionElement>('option').map(({ textContent }) => textContent.trim());
    expect(levels, 'the level is known before a way is chosen').to.include.members([
      'à l’oral, attesté par le professionnel (sans signature)',
      'signature à l’écran (signature électronique simple)',
      'papier signé, numérisé (signature manuscrite, copie numérisée)',
    ]);
    await driver.sayAll();
    await driver.press('D’accord (première demande)');
    await driver.press('D’accord, confirmé : enregistrer');
    expect(driver.words).to.contain('la signature, le code ou le papier');
    await driver.choose('Taper son nom');
    await driver.fill('Nom de la personne qui signe', 'Odette Fauvergue');
    await driver.press('D’accord, confirmé : enregistrer');
    const { proof, evidence } = driver.element.record!;
    expect([proof.evidence?.kind, evidence]).to.deep.equal(['typedName', 'Odette Fauvergue']);
    expect(proof.evidence?.sha256).to.equal(await sha256(evidence!));
  });

  it('takes a code that was sent to a telephone', async () => {
    const asked: string[] = [];
    const codes = {
      sendCode: (phone: string) => Promise.resolve({ id: `code-${asked.push(phone)}` }),
      checkCode: (_: string, digits: string) => Promise.resolve(digits === '123456' ? 'a'.repeat(64) : undefined),
    };
    const driver = await mountConsent({ codes });
    await driver.fill('Comment', 'oneTimeCode');
    await driver.fill('Téléphone de la personne qui décide', '06 39 98 12 34');
    await driver.press('Envoyer le code');
    await driver.fill('Code à six chiffres', '000000');
    await driver.press('Vérifier le code');
    expect(driver.words).to.contain('Ce code n’est pas le bon');
    await driver.fill('Code à six chiffres', '123456');
    await driver.press('Vérifier le code');
    expect(driver.words).to.contain('Code vérifié.');
    const { proof } = (await driver.consent()) as { proof: ConsentProof };
    expect([proof.method, proof.evidence?.kind]).to.deep.equal(['oneTimeCode', 'code']);
  });

  it('takes a signed paper that was scanned, and says when it is too heavy', async () => {
    const driver = await mountConsent();
    await driver.fill('Comment', 'paper');
    const scan = async (bytes: number) => {
      const files = new DataTransfer();
      files.items.add(new File([new Uint8Array(bytes)], 'papier.png', { type: 'image/png' }));
      const input = driver.root.querySelector<HTMLInputElement>('input[type=file]')!;
      input.files = files.files;
      input.dispatchEvent(new Event('change'));
      await driver.settle();
    };
    await scan(440_001);
    expect(driver.words).to.contain('trop lourd');
    await scan(3);
    expect(driver.words).to.contain('Papier joint.');
    await driver.consent();
    const { proof, evidence } = driver.element.record!;
    expect([proof.method, proof.evidence?.kind, evidence]).to.deep.equal(['paper', 'scan', 'AAAA']);
  });

  it('is read aloud by a voice of the device, and by none that sends it away', async () => {
    const own = Object.getOwnPropertyDescriptor(window, 'speechSynthesis');
    const voice = (name: string, localService: boolean, lang = 'fr-FR') => ({ name, localService, lang });
    const voices = [voice('away', false), voice('english', true, 'en-GB')];
    const said: string[] = [];
    const speech = Object.assign(new EventTarget(), {
      getVoices: () => voices,
      cancel: () => undefined,
      speak: ({ text }: { text: string }) => void said.push(text),
    });
    Object.defineProperty(window, 'speechSynthesis', { value: speech, configurable: true });
    const utterance = window.SpeechSynthesisUtterance;
    // Takes no voice but a browser’s own otherwise.
    Object.assign(window, {
      SpeechSynthesisUtterance: class {
        readonly text: string;
        constructor(text: string) {
          this.text = text;
        }
      },
    });
    try {
      const driver = await mountConsent();
      await driver.press('Lecture par le patient');
      expect(driver.words).not.to.contain('Lire à voix haute');
      voices.push(voice('here', true));
      speech.dispatchEvent(new Event('voiceschanged'));
      await driver.settle();
      await driver.press('Lire à voix haute');
      expect(said).to.have.length(1);
      expect(said[0]).to.contain('Qui vous examine');
    } finally {
      if (own) Object.defineProperty(window, 'speechSynthesis', own);
      else delete (window as { speechSynthesis?: unknown }).speechSynthesis;
      Object.assign(window, { SpeechSynthesisUtterance: utterance });
    }
  });

  it('calls a doctor for a girl of 16 who does not want her parents told, and decides nothing', async () => {
    const driver = await mountConsent({ patient: { ...daughter, ageYears: 16 } });
    await driver.press('Appeler un médecin');
    expect(driver.words).to.contain('Ni ce logiciel ni vous seul ne tranchez');
    await driver.choose('Le mineur ne veut pas que ses parents soient informés');
    await driver.fill('Médecin appelé', 'Dre Anne Le Goff');
    await driver.press('Enregistrer l’appel');
    const { proof } = driver.element.record!;
    expect([driver.element.allowed, proof.referral?.reason]).to.deep.equal([false, 'minorAsksSecrecy']);
    Object.assign(window, { print: () => undefined });
    await driver.element.print();
    await driver.settle();
    const copied = driver.all('.copy dl > div').map((one) => one.textContent.replace(/\s+/g, ' ').trim());
    expect(copied).to.include('Médecin appelé Dre Anne Le Goff');
  });

  it('lets the patient read one idea a screen, in a language written from right to left', async () => {
    const driver = await mountConsent();
    await driver.press('Lecture par le patient');
    const dialog = driver.root.querySelector('dialog')!;
    expect(dialog.open).to.equal(true);
    expect(dialog.textContent).to.contain('1 sur 8');
    const select = dialog.querySelector('select')!;
    select.selectedIndex = [...select.options].findIndex(({ lang }) => lang === 'ar');
    select.dispatchEvent(new Event('change'));
    await driver.settle();
    const reading = driver.root.querySelector<HTMLElement>('.reading')!;
    expect([reading.dir, reading.lang]).to.deep.equal(['rtl', 'ar']);
    await expect(driver.element).shadowDom.to.be.accessible();
    for (let idea = 0; idea < 8; idea++) await driver.press('التالي');
    await driver.press('قرأت كل شيء');
    expect(driver.root.querySelector('dialog')).to.equal(null);
    await driver.press('D’accord (première demande)');
    await driver.press('D’accord, confirmé : enregistrer');
    expect(driver.element.record?.proof.text).to.include({ language: 'ar', format: 'translated' });
  });

  it('says that it was read beforehand, and keeps it in the proof', async () => {
    const { id, version, language, format, code } = texts[0]!;
    const about = { id, version, language, format, code };
    const reader: { readAt?: string } = {};
    const link = {
      id: 'lecture-0123456789',
      href: 'https://cpts.exemple.fr/lire.html#lecture=lecture-0123456789.rl_0',
      state: () => Promise.resolve({ text: about, wantsToTalk: false, ...reader }),
    };
    const driver = await mountConsent({ readingLink: () => Promise.resolve(link) });
    await driver.press('À lire avant, sur son téléphone');
    await driver.until('it is asked whether she has read', () => driver.words.includes('Pas encore lu.'));
    reader.readAt = '2026-11-28T17:20:00Z';
    await driver.press('Fermer');
    await driver.until('it is said where it is asked', () => driver.words.includes('Lu avant, sur son téléphone'));
    const { proof } = await driver.consent();
    expect(proof.readBeforehand).to.deep.equal({ id: link.id, ...reader });
    await isRight(driver);
    const other = await mountConsent({ reading: link, code: 'exchangeWithCarers' });
    await other.until('it is known', () => other.words.includes('Lu avant'));
    await other.sayAll();
    await other.press('Informé, pas d’opposition : enregistrer');
    expect(other.element.record?.proof.readBeforehand, 'of another text nothing is said').to.equal(undefined);
  });

  it('tells the host that the patient wants to talk to somebody', async () => {
    const driver = await mountConsent();
    let asked = 0;
    driver.element.addEventListener('relais-consent-talk-request', () => (asked += 1));
    await driver.press('Lecture par le patient');
    await driver.press('Je veux parler à quelqu’un');
    expect(asked).to.equal(1);
  });

  it('prints a copy with the exact text and a code that says nothing of anybody', async () => {
    const driver = await mountConsent();
    const { proof, text } = await driver.consent();
    let printed = 0;
    Object.assign(window, { print: () => (printed += 1) });
    await driver.element.print();
    expect(printed).to.equal(1);
    await driver.settle();
    const copy = driver.root.querySelector('.copy')!;
    expect(copy.querySelector('.exact')?.textContent).to.equal(text);
    expect(copy.querySelector('.code')?.textContent).to.equal(`RELAIS-CONSENT:${proof.id}:${proof.seal.hash}`);
    expect(copy.querySelector('svg path')).to.exist;
    expect(copy.textContent).to.contain('sans signature');
  });

  it('shows nothing as given that does not verify', async () => {
    const first = await mountConsent();
    const record = await first.consent();
    const forged = { ...record, proof: { ...record.proof, confirmedAt: '2026-11-30T09:00:30Z' } };
    const driver = await mountConsent({ records: [forged] });
    await driver.until('it is checked', () => driver.element.state !== 'checking');
    expect([driver.element.state, driver.element.allowed]).to.deep.equal(['invalid', false]);
    expect(driver.words).to.contain('les heures');
  });

  it('goes on from the proofs of the host, and asks again when the risks have changed', async () => {
    const first = await mountConsent();
    const record = await first.consent();
    const newer = { ...texts[0]!, version: '2', materialChange: true };
    const same = await mountConsent({ records: [record] });
    await same.until('it is checked', () => same.element.state === 'given');
    const driver = await mountConsent({ records: [record], texts: [...texts, newer] });
    await driver.until('it is checked', () => driver.element.state === 'newVersion');
    await driver.consent();
    expect(driver.element.record?.proof.previous?.id).to.equal(record.proof.id);
    await isRight(driver);
  });

  it('says that a proof could not be kept, and keeps it again', async () => {
    const driver = await mountConsent();
    let isDown = true;
    driver.element.addEventListener('relais-consent-decided', (event) =>
      event.waitUntil(isDown ? Promise.reject(new Error('no network')) : Promise.resolve()),
    );
    await driver.consent();
    expect(driver.words).to.contain('n’a pas pu être enregistrée');
    isDown = false;
    await driver.press('Enregistrer de nouveau');
    expect(driver.words).not.to.contain('n’a pas pu être enregistrée');
    expect(driver.element.state).to.equal('given');
  });

  it('takes part in a form, which waits for it', async () => {
    const form = await fixture<HTMLFormElement>(
      html`<form><relais-consent name="consent" required language="fr"></relais-consent></form>`,
    );
    expect(form.checkValidity()).to.equal(false);
    const driver = await mountConsent({ name: 'consent', required: true });
    form.append(driver.element);
    form.firstElementChild?.remove();
    await driver.consent();
    expect(form.checkValidity()).to.equal(true);
    const file = new FormData(form).get('consent');
    expect((await verifyConsent(file)).ok).to.equal(true);
  });

  it('is in its form by the time the host hears of a decision', async () => {
    const form = document.createElement('form');
    const driver = await mountConsent({ name: 'consent', required: true });
    driver.element.replaceWith(form);
    form.append(driver.element);
    const sent: unknown[] = [];
    form.addEventListener('relais-consent-decided', () => sent.push(form.checkValidity()));
    form.addEventListener('relais-consent-decided', () => sent.push(typeof new FormData(form).get('consent')));
    await driver.consent();
    expect(sent).to.deep.equal([true, 'string']);
  });

  it('takes the name as it stands when the consent is confirmed, however fast it was typed', async () => {
    const driver = await mountConsent();
    await driver.sayAll();
    await driver.press('D’accord (première demande)');
    await driver.fill('Comment', 'drawnSignature');
    await driver.choose('Taper son nom');
    const field = driver.all<HTMLInputElement>('.field input').find(({ type }) => type === 'text')!;
    for (const value of ['Odette', 'Odette F', 'Odette Fauvergue']) {
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    driver.button('D’accord, confirmé : enregistrer').click();
    await driver.settle();
    expect(driver.element.record?.evidence).to.equal('Odette Fauvergue');
  });

  it('forgets nothing of one patient into another', async () => {
    const driver = await mountConsent();
    await driver.sayAll();
    driver.element.patient = daughter;
    await driver.settle();
    expect(driver.all<HTMLInputElement>('.points input').some(({ checked }) => checked)).to.equal(false);
    expect(driver.element.record).to.equal(undefined);
  });

  it('takes nothing that was said of one decision for said of another', async () => {
    const driver = await mountConsent({ recipients: [{ id: 'ecole', label: 'Infirmière de l’école' }] });
    await driver.sayAll();
    await driver.press('D’accord (première demande)');
    driver.element.code = 'shareOutsideTeam';
    await driver.settle();
    expect(driver.words).to.contain('La question vient quand tout a été dit.');
    await driver.consent();
    expect([driver.element.state, driver.element.record?.proof.code]).to.deep.equal(['given', 'shareOutsideTeam']);
    driver.element.recipients = [{ id: 'assureur', label: 'Assureur' }];
    await driver.settle();
    expect([driver.element.state, driver.element.allowed], 'of somebody else').to.deep.equal(['toCollect', false]);
    await isRight(driver);
  });

  it('asks from the first word again once a consent is over', async () => {
    const driver = await mountConsent();
    await driver.consent();
    driver.element.now = () => NOW + 3 * 86_400_000;
    await driver.settle();
    expect(driver.element.state).to.equal('expired');
    expect(driver.words).to.contain('La question vient quand tout a été dit.');
    const { proof } = await driver.consent();
    expect([proof.informedAt, proof.firstAskedAt]).to.deep.equal(['2026-12-03T09:00:00Z', '2026-12-03T09:00:00Z']);
    await isRight(driver);
  });

  for (const [change, changed] of [
    ['its text has another version', { texts: texts.map((text) => ({ ...text, version: '2' })) }],
    ['somebody else examines', { values: { ...values, professional: 'Luc Ferrand, infirmier' } }],
  ] as const) {
    it(`takes nothing for said once ${change}`, async () => {
      const driver = await mountConsent();
      await driver.sayAll();
      await driver.press('D’accord (première demande)');
      Object.assign(driver.element, changed);
      await driver.settle();
      expect(driver.words).to.contain('La question vient quand tout a été dit.');
      driver.element.requestUpdate();
      await driver.consent();
      await isRight(driver);
    });
  }

  it('makes one proof of a double press', async () => {
    const driver = await mountConsent();
    await driver.sayAll();
    await driver.press('D’accord (première demande)');
    let proofs = 0;
    driver.element.addEventListener('relais-consent-decided', () => (proofs += 1));
    const button = driver.button('D’accord, confirmé : enregistrer');
    button.click();
    button.click();
    await driver.settle();
    expect(proofs).to.equal(1);
  });

  it('withdraws whatever the host lacks of the text', async () => {
    const driver = await mountConsent();
    await driver.consent();
    driver.element.values = undefined;
    await driver.element.withdraw();
    await driver.settle();
    expect(driver.element.state).to.equal('withdrawn');
  });

  it('shows the list in the language of who asks, and the question in that of who is asked', async () => {
    const arabic = texts.filter(({ language, code }) => language === 'ar' || code === 'exchangeWithCarers');
    const both = [...arabic, ...texts.filter(({ language, format }) => language === 'fr' && format === 'plain')];
    const driver = await mountConsent({ texts: both });
    expect(driver.root.querySelector('.point span')?.getAttribute('lang')).to.equal('fr');
    await driver.sayAll();
    expect(driver.root.querySelector('.question')?.getAttribute('dir')).to.equal('rtl');
  });

  const holes: [what: string, given: object, words: string][] = [
    ['a name of the text', { values: {} }, 'Le texte à dire est incomplet'],
    ['the text', { texts: [] }, 'Il n’y a pas de texte'],
    ['who asks', { collector: undefined }, 'Le logiciel n’a pas dit'],
  ];
  for (const [what, given, words] of holes) {
    it(`asks nothing where the host lacks ${what}, and says so`, async () => {
      const driver = await mountConsent(given);
      expect(driver.words).to.contain(words);
      expect(driver.element.allowed).to.equal(false);
    });
  }

  it('asks nothing when it is only to be read', async () => {
    const driver = await mountConsent({ readonly: true });
    expect(driver.root.querySelector('.points')).to.equal(null);
    expect(driver.words).to.contain('Consentement à recueillir');
  });

  it('has a proof that the engine of a page seals as a server does', async () => {
    const driver = await mountConsent();
    const { proof } = await driver.consent();
    const { sequence: _, previous: __, seal, ...draft } = proof;
    expect((await sealConsent(draft, undefined)).seal).to.deep.equal(seal);
  });

  it('shows a name that looks like markup as it is', async () => {
    const driver = await mountConsent({ values: { ...values, professional: '<img src=x onerror=alert(1)>' } });
    expect(driver.words).to.contain('<img src=x onerror=alert(1)>');
    expect(driver.root.querySelector('img')).to.equal(null);
  });

  it('asks for the run and no other', async () => {
    const driver = await mountConsent({ run: 'passage-1' });
    const record: ConsentRecord = await driver.consent();
    expect(record.proof.scope.runId).to.equal('passage-1');
    const other = await mountConsent({ run: 'passage-2', records: [record], patient, protocol });
    await other.until('it is checked', () => other.element.state === 'expired');
  });
});
