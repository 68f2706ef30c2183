import { composeLetter } from '@relais/engine/letter';
import type { Told } from '@relais/engine/letter';
import { toInstant } from '@relais/model';
import type { LetterContent, LetterSettings, Protocol } from '@relais/model';

/** What letterhead and templates make of an invented run, so that they can be read before they are in force. */
export function previewLetters(settings: LetterSettings, timeZone: string, now: number): LetterContent[] {
  const kinds = ['liaisonLetter', 'patientSheet', 'certificate'] as const;
  const at = toInstant(now);
  const asked = {
    doctor: { familyName: 'EXEMPLE', givenName: 'Camille', address: '1 rue de l’Exemple\n00000 Exempleville' },
    request: 'Merci de revoir le patient dans une semaine.',
  };
  return kinds.map((kind) => composeLetter(inventedRun(settings, timeZone, at), kind, asked, at));
}

function inventedRun({ letterhead, templates }: LetterSettings, timeZone: string, at: string): Told {
  const delegate = { familyName: 'EXEMPLE', givenName: 'Dominique', profession: 'nurse' } as const;
  const delegator = { familyName: 'EXEMPLE', givenName: 'Claude', profession: 'generalPractitioner' } as const;
  const alert = { rule: 'alerte', kind: 'alert', raisedAt: at, acknowledgedAt: at } as const;
  return {
    protocol: PROTOCOL,
    run: {
      patient: {
        ...{ id: 'exemple', identityStatus: 'provisional', familyName: 'EXEMPLE', givenName: 'Andrée' },
        ...{ birthDate: '1980-01-15', ageYears: 46, sex: 'female' },
      },
      alerts: [
        {
          ...alert,
          calls: [{ professional: 'delegant', at }],
          answered: { answer: 'continue', professional: 'delegant', at, by: 'telephone' },
        },
      ],
      ...{ outcome: 'managedByDelegate', startedAt: at, endedAt: at, version: 'exemple', title: PROTOCOL.title },
      ...{ training: false, evaluation: { level: 'outcome', rules: ['issue'], missing: [] } },
    },
    findings: [{ heading: '', text: 'Question : réponse. Autre question : autre réponse.' }],
    doses: new Map(),
    people: new Map([['delegant', delegator]]),
    ...{ delegate, delegator, letterhead, templates, timeZone },
  };
}

const said = { status: 'illustrative' } as const;

/** Only what letters read of a protocol. */
const PROTOCOL = {
  ...{ id: 'exemple', version: 'exemple', title: 'Protocole d’exemple', prescriptions: [], documents: [] },
  rules: [
    {
      id: 'alerte',
      when: 'true',
      action: { kind: 'alert', recipient: 'delegator', text: 'Un délégant est appelé.' },
      ...said,
    },
    {
      id: 'issue',
      when: 'true',
      action: { kind: 'outcome', outcome: 'managedByDelegate', text: 'Conseils donnés.' },
      ...said,
    },
  ],
} as unknown as Protocol;
