import '@relais/elements';
import type { Consent } from '@relais/elements';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';
import type { ConsentTextList } from '@relais/model';
import { createAccess, createReading, type LinkStage } from './link-stage.ts';
import { PATIENCE_MILLISECONDS } from '../support/patience.ts';
import textes from '../../demo/consents/textes.json' with { type: 'json' };

const NOW = Date.parse('2026-11-30T09:00:00Z');
const DAY_MS = 86_400_000;

type Args = Partial<
  Pick<
    Consent,
    'code' | 'language' | 'readonly' | 'serious' | 'patient' | 'texts' | 'values' | 'codes' | 'readingLink' | 'reading'
  >
>;
type Story = StoryObj<Args>;

const texts = textes.texts as unknown as NonNullable<Consent['texts']>;
const values = {
  professional: 'Nora Belkacem, infirmière',
  doctor: 'la Dre Anne Le Goff',
  dpo: 'dpo@exemple.fr',
  recipients: 'la Dre Anne Le Goff',
};
const patient = {
  id: 'patiente-1',
  identityStatus: 'qualified',
  ageYears: 42,
  regime: 'none',
  name: 'Mme Odette Fauvergue',
} as const;

const meta: Meta<Args> = {
  title: 'Consent/Consent',
  tags: ['every-browser'],
  component: 'relais-consent',
  args: { language: 'fr' },
  argTypes: { language: { control: 'inline-radio', options: ['fr', 'en'] } },
  render: (args): TemplateResult => html`
    <relais-consent
      language=${args.language ?? nothing}
      code=${args.code ?? nothing}
      ?readonly=${args.readonly}
      ?serious=${args.serious}
      .texts=${'texts' in args ? args.texts : texts}
      .values=${args.values ?? values}
      .patient=${args.patient ?? patient}
      .collector=${{ name: 'Nora Belkacem', profession: 'nurse' }}
      .organization=${{ name: 'Pharmacie des Tilleuls' }}
      .protocol=${{ id: 'odynophagie', version: '0.1' }}
      .recipients=${[{ id: 'medecin', label: 'Dre Anne Le Goff' }]}
      .codes=${args.codes}
      .readingLink=${args.readingLink}
      .reading=${args.reading}
      .now=${() => NOW}
    ></relais-consent>
  `,
};

export default meta;

function consentIn(canvas: HTMLElement): Consent {
  const consent = canvas.querySelector('relais-consent');
  if (!consent) throw new Error('The story shows no consent');
  return consent;
}

/** What somebody does once all of it is there. */
function act(does: (consent: Consent) => Promise<void> | void): NonNullable<Story['play']> {
  return async ({ canvasElement }) => {
    const consent = consentIn(canvasElement);
    await consent.prepare();
    await settle(consent);
    await does(consent);
    await settle(consent);
  };
}

/** Waits until what was pressed is done with: sealing takes as long as the machine needs. */
async function settle(consent: Consent): Promise<void> {
  const deadline = performance.now() + PATIENCE_MILLISECONDS;
  for (let turn = 0; turn < 6 || (consent.matches(':state(busy)') && performance.now() < deadline); turn++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    await consent.updateComplete;
  }
}

async function press(consent: Consent, ...labels: string[]): Promise<void> {
  for (const label of labels) {
    const button = [...consent.shadowRoot!.querySelectorAll('button')].find((one) =>
      one.textContent.trim().startsWith(label),
    );
    if (!button) throw new Error(`There is no button « ${label} »`);
    button.click();
    await settle(consent);
  }
}

async function sayAll(consent: Consent): Promise<void> {
  for (const box of consent.shadowRoot!.querySelectorAll<HTMLInputElement>('.points input')) box.click();
  await settle(consent);
}

async function choose(consent: Consent, label: string, value: string): Promise<void> {
  const field = [...consent.shadowRoot!.querySelectorAll('.field')].find(
    (one) => one.querySelector('span')?.textContent.trim() === label,
  );
  const select = field?.querySelector('select');
  if (!select) throw new Error(`There is no field « ${label} »`);
  select.closest('details')?.setAttribute('open', '');
  select.value = value;
  select.dispatchEvent(new Event('change'));
  await settle(consent);
}

/** A link that was made, and whether its text has been read. */
function linkRead(readAt: string | undefined): Awaited<ReturnType<NonNullable<Consent['readingLink']>>> {
  const { id, version, language, format, code } = texts[0]!;
  const about = { id, version, language, format, code };
  const state = { text: about, wantsToTalk: readAt !== undefined, ...(readAt !== undefined && { readAt }) };
  return {
    id: '0123456789abcdef',
    href: 'https://cpts.exemple.fr/lire.html#lecture=0123456789abcdef.rl_0123456789',
    state: () => Promise.resolve(state),
  };
}

/** The page behind a link that a nurse has made, from a real backend in this page. */
function onTelephone(does: (consent: Consent) => Promise<void> | void = () => undefined, daysLater = 0): Story {
  return {
    loaders: [async () => ({ reading: await createReading(textes as unknown as ConsentTextList, values, daysLater) })],
    render: (args, { loaded }): TemplateResult => {
      const { client, link } = (loaded as { reading: LinkStage }).reading;
      return html`<relais-consent
        view="reading"
        language=${args.language ?? nothing}
        .client=${client}
        .link=${link}
      ></relais-consent>`;
    },
    play: act(does),
  };
}

/** The window of a school doctor whom the patient lets look, and perhaps closes while it is open. */
function inWindow(isTakenBack: boolean): Story {
  type Loaded = { readonly access: Awaited<ReturnType<typeof createAccess>> };
  return {
    loaders: [async () => ({ access: await createAccess(textes as unknown as ConsentTextList, values) })],
    render: (args, { loaded }): TemplateResult => {
      const { client, link } = (loaded as Loaded).access;
      return html`<relais-consent view="access" language=${args.language ?? nothing} .client=${client} .link=${link}>
        <p>Compte rendu du 30 novembre 2026, partagé par la Pharmacie des Tilleuls (illustration).</p>
      </relais-consent>`;
    },
    play: async ({ canvasElement, loaded }) => {
      const consent = consentIn(canvasElement);
      await shows(consent, '✓');
      if (!isTakenBack) return;
      await (loaded as Loaded).access.takeBack();
      await shows(consent, '✕');
    },
  };
}

/** Waits until the banner bears a sign. */
async function shows(consent: Consent, sign: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MILLISECONDS;
  while (consent.shadowRoot?.querySelector('[part=banner] .sign')?.textContent !== sign) {
    if (performance.now() > deadline) throw new Error(`The banner never bore ${sign}`);
    await settle(consent);
  }
}

const given = async (consent: Consent) => {
  await sayAll(consent);
  await press(consent, 'D’accord (première', 'D’accord, confirmé');
};

/** What has to be said, each line ticked as it is. */
export const ToBeAsked: Story = {};

/** The same in English. */
export const InEnglish: Story = { args: { language: 'en' } };

/** The first of the two moments is behind: the course is explained, and it is asked again. */
export const AskedOnce: Story = {
  play: act(async (consent) => {
    await sayAll(consent);
    await press(consent, 'D’accord (première');
  }),
};

/** What may be done, by whom and since when. */
export const Given: Story = { play: act(given) };

/** The day it was given for is over. */
export const Expired: Story = {
  play: act(async (consent) => {
    await given(consent);
    consent.now = () => NOW + 3 * DAY_MS;
  }),
};

/** The risks of the text have changed since: it is asked again. */
export const NewVersion: Story = {
  play: act(async (consent) => {
    await given(consent);
    const changed = texts.map((text) => ({ ...text, version: '2', materialChange: true }));
    consent.texts = [...texts, ...changed];
  }),
};

/** Taken back by one press. */
export const Withdrawn: Story = {
  play: act(async (consent) => {
    await given(consent);
    await press(consent, 'Retirer');
  }),
};

/** A refusal is noted, without any pressure. */
export const Refusing: Story = { play: act((consent) => press(consent, 'Refuse')) };
export const Refused: Story = { play: act((consent) => press(consent, 'Refuse', 'Enregistrer le refus')) };

/** Nobody could be asked: the reason is needed. */
export const Urgency: Story = { play: act((consent) => press(consent, 'Urgence', 'Enregistrer')) };

/** What software does not decide. */
export const CallingADoctor: Story = { play: act((consent) => press(consent, 'Appeler un médecin')) };

/** A child opposes: software decides nothing, and who was called is written down. */
export const DoctorCalled: Story = {
  args: { patient: { ...patient, ageYears: 16 } },
  play: act(async (consent) => {
    await press(consent, 'Appeler un médecin');
    const form = consent.shadowRoot!.querySelector('form.reason')!;
    form.querySelector<HTMLInputElement>('[name=why][value=minorAsksSecrecy]')!.click();
    form.querySelector<HTMLInputElement>('[name=doctor]')!.value = 'Dre Anne Le Goff';
    await press(consent, 'Enregistrer l’appel');
  }),
};

/** A mother decides for her daughter, whose own will is asked. */
export const ForAMinor: Story = {
  args: { patient: { ...patient, ageYears: 9 } },
  play: act(async (consent) => {
    await given(consent);
  }),
};

/** A guardian of the person decides, and the person is asked. */
export const UnderGuardianship: Story = { args: { patient: { ...patient, regime: 'guardianshipOfPerson' } } };

/** No consent is asked for: an information, and a right to object. */
export const InformationWithARightToObject: Story = { args: { code: 'exchangeWithCarers' } };

export const Informed: Story = {
  args: { code: 'exchangeWithCarers' },
  play: act(async (consent) => {
    await sayAll(consent);
    await press(consent, 'Informé');
  }),
};

/** She objects to the exchange: it is noted, and care goes on. */
export const Objected: Story = {
  args: { code: 'exchangeWithCarers' },
  play: act((consent) => press(consent, 'S’oppose', 'Enregistrer l’opposition')),
};

/** Nothing is shown to who is not of the care team without this. */
export const ShareOutsideTheTeam: Story = { args: { code: 'shareOutsideTeam' } };

/** Drawn, or typed: both are worth the same. */
export const Signed: Story = { play: act((consent) => choose(consent, 'Comment', 'drawnSignature')) };

export const OnPaper: Story = { play: act((consent) => choose(consent, 'Comment', 'paper')) };

export const ByCode: Story = {
  args: { codes: { sendCode: () => Promise.resolve({ id: '1' }), checkCode: () => Promise.resolve(undefined) } },
  play: act(async (consent) => {
    await choose(consent, 'Comment', 'oneTimeCode');
    await press(consent, 'Envoyer le code', 'Vérifier le code');
  }),
};

/** One idea a screen, large. */
export const PatientReads: Story = { play: act((consent) => press(consent, 'Lecture par le patient')) };

/** Easy to read, and a language written from right to left. */
export const PatientReadsArabic: Story = {
  play: act(async (consent) => {
    await press(consent, 'Lecture par le patient');
    const select = consent.shadowRoot!.querySelector<HTMLSelectElement>('dialog select')!;
    select.selectedIndex = 2;
    select.dispatchEvent(new Event('change'));
  }),
};

/** A link that says nothing of the reader. */
export const ReadBeforehand: Story = {
  args: {
    readingLink: () => Promise.resolve(linkRead(undefined)),
  },
  play: act((consent) => press(consent, 'À lire avant')),
};

/** She has read it, and wants to talk to somebody first: it is said where it is asked. */
export const WasReadBeforehand: Story = {
  args: { reading: linkRead('2026-11-28T17:20:00Z') },
  play: act(() => undefined),
};

/** The page behind the link, on her own telephone: she decides nothing there. */
export const OnHerOwnTelephone: Story = onTelephone();
export const OnHerOwnTelephoneRead: Story = onTelephone(async (consent) => {
  for (let idea = 0; idea < 8; idea++) await press(consent, 'Suivant');
  await press(consent, 'J’ai tout lu');
});
export const OnHerOwnTelephoneTooLate: Story = onTelephone(undefined, 15);

/** What a recipient sees while the patient lets them look. */
export const InAnOpenWindow: Story = inWindow(false);

/** She took it back while the window was open: what it showed is gone at once. */
export const InAWindowTakenBack: Story = inWindow(true);

/** The address was not copied as a whole. */
export const InAWindowWithABrokenLink: Story = {
  render: (): TemplateResult =>
    html`<relais-consent
      view="access"
      link="/fenetre.html#acces="
      api="https://relais.invalid"
      structure="cpts"
    ></relais-consent>`,
  play: act(() => undefined),
};

export const LinkNotMade: Story = {
  args: { readingLink: () => Promise.reject(new Error('no network')) },
  play: act((consent) => press(consent, 'À lire avant')),
};

/** The proof is made, and the host could not keep it. */
export const NotKept: Story = {
  play: act(async (consent) => {
    consent.addEventListener('relais-consent-decided', (event) =>
      event.waitUntil(Promise.reject(new Error('no network'))),
    );
    await given(consent);
  }),
};

/** A proof that somebody has changed counts for nothing. */
export const NotRight: Story = {
  play: act(async (consent) => {
    await given(consent);
    const { proof, text } = consent.record!;
    consent.records = [
      { proof: { ...proof, confirmedAt: '2026-11-30T09:00:01Z' }, ...(text !== undefined && { text }) },
    ];
    consent.patient = { ...patient };
  }),
};

/** A name of the text is missing: nothing can be asked. */
export const TextIncomplete: Story = { args: { values: {} } };

export const NoText: Story = { args: { texts: [] } };

export const ReadOnly: Story = { args: { readonly: true } };
