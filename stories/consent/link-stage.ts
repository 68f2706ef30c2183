import type { Client } from '@relais/sdk';
import { createConsentId, createConsents, fillText, sealConsent, sha256, shownText } from '@relais/sdk/consent';
import type { ConsentDraft, ConsentText, ConsentTextList, StructureSettings, Territory } from '@relais/model';
import type { PageBackend } from '@relais/server/page';
import settings from '../../demo/structures/rives-de-lorme.json' with { type: 'json' };
import territory from '../../demo/territories/rives-de-lorme.json' with { type: 'json' };
import { openDevice } from '../support/devices.ts';
import { openKeptBackend } from '../support/kept-backend.ts';

const DAY_MS = 86_400_000;

/** What somebody finds behind a link, and the nurse who gave it to them. */
export interface LinkStage {
  readonly backend: PageBackend;
  readonly nurse: Client;
  readonly client: Client;
  readonly link: string;
}

type Values = Readonly<Record<string, string>>;

const NOW = '2026-11-30T09:00:00Z';

/** A doctor outside the care team, whom the patient lets look. */
const schoolDoctor = { id: 'ecole', label: 'Médecin scolaire' };

/** A real backend in this page, with a text that a nurse gives to be read so many days before. */
export async function createReading(consentTexts: ConsentTextList, values: Values, daysLater = 0): Promise<LinkStage> {
  const stage = await open(consentTexts);
  const { href: link } = await createConsents(stage.nurse).readingLink(consentTexts.texts[0]!, values, '/lire.html');
  await stage.backend.advance(daysLater * DAY_MS);
  return { ...stage, link };
}

/** A real backend in this page, with a window that the patient opened to a school doctor; she closes it by `takeBack`. */
export async function createAccess(
  consentTexts: ConsentTextList,
  values: Values,
): Promise<LinkStage & { readonly takeBack: () => Promise<void> }> {
  const stage = await open(consentTexts);
  const consents = createConsents(stage.nurse);
  const text = consentTexts.texts.find(({ code }) => code === 'shareOutsideTeam')!;
  const shown = shownText(fillText(text, values));
  const draft = await draftAbout(text, shown);
  const yes = await sealConsent(draft, undefined);
  await consents.record({ proof: yes, text: shown });
  const access = await consents.openAccess({
    code: 'shareOutsideTeam',
    patientId: draft.patient.id,
    recipient: schoolDoctor,
  });
  const takeBack = async () => {
    const no = await sealConsent({ ...draft, id: createConsentId(), decision: 'withdrawn' }, yes);
    await consents.record({ proof: no, text: shown });
  };
  return { ...stage, link: `/fenetre.html#acces=${access.id}.${access.token}`, takeBack };
}

/** A yes of today, said aloud. */
async function draftAbout(text: ConsentText, shown: string): Promise<ConsentDraft> {
  const { id, version, language, format, code } = text;
  return {
    formatVersion: 'relais-consent-proof/1',
    id: createConsentId(),
    code,
    decision: 'given',
    patient: { id: 'patiente-1', identityStatus: 'qualified', ageYears: 42, regime: 'none' },
    text: { id, version, language, format, sha256: await sha256(shown) },
    givenBy: [{ capacity: 'patient' }],
    interpreter: { kind: 'none' },
    collectedBy: { name: 'Nora Belkacem', profession: 'nurse' },
    structure: { name: 'Pharmacie des Tilleuls' },
    channel: 'onSite',
    method: 'oral',
    informedAt: NOW,
    firstAskedAt: NOW,
    confirmedAt: NOW,
    zone: 'Europe/Paris',
    validFrom: NOW,
    scope: { recipients: [schoolDoctor] },
  };
}

async function open(consentTexts: ConsentTextList): Promise<Omit<LinkStage, 'link'>> {
  const backend = await openKeptBackend({
    structures: [
      {
        settings: settings as unknown as StructureSettings,
        territory: territory as unknown as Territory,
        consentTexts,
      },
    ],
    now: Date.parse(NOW),
  });
  const getToken = () => backend.signToken('delegate', settings.id);
  return {
    backend,
    nurse: openDevice(backend, settings.id, { getToken }),
    client: openDevice(backend, settings.id),
  };
}
