import type { LetterPort } from '@relais/elements';
import type { Letter, LetterContent, LetterState, RunLetters } from '@relais/sdk/letter';

const letterhead = { name: 'CPTS des Trois-Vallées (fictive)', address: ['12 place du Marché', '99999 Trois-Vallées'] };
const usual = { letterhead, at: '2026-11-30T09:00:00Z', dated: '30 novembre 2026', to: [], marks: [] };

const content: LetterContent = {
  ...usual,
  kind: 'liaisonLetter',
  title: 'Lettre de synthèse au médecin traitant',
  blocks: [
    { kind: 'text', text: 'Docteur,' },
    { kind: 'text', text: 'Odette Fauvergue, née le 3 mai 1984 (42 ans), a été prise en charge le 30 novembre 2026.' },
    { kind: 'heading', text: 'Ce qui a été constaté' },
    { kind: 'text', text: 'Température mesurée : 37,9 °C. Toux présente : non. Résultat TROD : positif.' },
    { kind: 'heading', text: 'Alertes et suites données' },
    { kind: 'list', items: ['TROD non concluant (vue par le délégué à 09:02 ; réponse de Anne Le Goff à 09:04)'] },
    { kind: 'signature', text: 'Nora Belkacem, infirmier ou infirmière, RPPS 10000000003' },
  ],
};

/** A run that has ended, with all it can give. */
export const ended: RunLetters = {
  ...{ exchange: 'allowed', minor: false, sends: true, prints: true, letters: [] },
  drafts: [
    { kind: 'liaisonLetter', content, missing: [] },
    {
      kind: 'prescription',
      prescription: 'amoxicilline-adulte',
      content: {
        ...usual,
        kind: 'prescription',
        title: 'Ordonnance',
        blocks: [{ kind: 'facts', facts: [{ label: 'Prescripteur', value: 'Anne Le Goff' }] }],
      },
      missing: ['delegatorPhone'],
    },
    {
      kind: 'patientSheet',
      content: {
        ...usual,
        kind: 'patientSheet',
        title: 'Fiche patient',
        blocks: [{ kind: 'text', text: 'Conseils.' }],
      },
      missing: [],
    },
  ],
};

const onTest: LetterContent = {
  ...usual,
  kind: 'prescription',
  title: 'Ordonnance',
  blocks: [
    { kind: 'facts', facts: [{ label: 'Prescripteur', value: 'Anne Le Goff' }] },
    { kind: 'heading', text: 'Amoxicilline, à partir de 15 ans' },
    {
      kind: 'text',
      text: 'Amoxicilline 1 g, 2 fois par jour, 6 jours, si TROD angine positif, sous 7 jours calendaires à compter de ce jour',
    },
    { kind: 'facts', facts: [{ label: 'À délivrer au plus tard le', value: '6 décembre 2026' }] },
    { kind: 'signature', text: 'Signature du prescripteur : Anne Le Goff' },
  ],
  condition: {
    mention: 'si TROD angine positif, sous 7 jours calendaires à compter de ce jour',
    lastDay: '2026-12-06',
    endsAt: '2026-12-06T23:00:00Z',
  },
};

/** A prescription that is dispensed on a test, still to be made. */
export function prescribedOnTest(
  condition: LetterContent['condition'] = onTest.condition,
): Pick<RunLetters, 'drafts' | 'letters'> {
  const content = { ...onTest, ...(condition && { condition }) };
  return { drafts: [{ kind: 'prescription', prescription: 'exemple', content, missing: [] }], letters: [] };
}

/** The same, made. */
export function madeOnTest(changes: Partial<Letter> = {}): Pick<RunLetters, 'drafts' | 'letters'> {
  const made = { id: 'ordonnance', kind: 'prescription', prescription: 'exemple', madeAt: usual.at } as const;
  const letter: Letter = { ...made, secrecy: false, content: onTest, delivery: { state: 'toHand' }, ...changes };
  return { ...prescribedOnTest(), letters: [letter] };
}

export const noemie = {
  id: 'noemie',
  familyName: 'Œuvrard',
  givenName: 'Noémie',
  address: '3 rue des Lilas',
  msSanteAddress: 'noemie.oeuvrard@exemple.mssante.fr',
};

/** A record of its own that keeps letters, as a host may have one. */
export class LettersInMemory implements LetterPort {
  letters: RunLetters;
  readonly asked: string[] = [];

  constructor(changes: Partial<RunLetters> = {}) {
    this.letters = { ...ended, ...changes };
  }

  list = (): Promise<RunLetters> => Promise.resolve(this.letters);

  make: LetterPort['make'] = (_run, { kind, prescription, secrecy = false, doctor, request }) => {
    this.asked.push(
      ['make', kind, doctor?.familyName, request, secrecy ? 'secret' : undefined].filter(Boolean).join(' '),
    );
    const draft = this.letters.drafts.find((one) => one.kind === kind && one.prescription === prescription)!;
    const letter = { id: `letter-${kind}`, kind, madeAt: usual.at, secrecy, content: draft.content };
    this.letters = {
      ...this.letters,
      letters: [
        ...this.letters.letters,
        { ...letter, ...(prescription && { prescription }), delivery: { state: 'toHand' } },
      ],
    };
    return Promise.resolve({ id: letter.id, kind, delivery: { state: 'toHand' } });
  };

  send: LetterPort['send'] = ({ letter }) => this.#move(letter, 'queued');
  hand: LetterPort['hand'] = ({ letter }, _how, { on } = {}) => this.#move(letter, 'handed', on);
  pdf: LetterPort['pdf'] = () => this.#file('pdf');
  package: LetterPort['package'] = () => this.#file('package');
  message: LetterPort['message'] = () => this.#file('message');
  doctors: LetterPort['doctors'] = (beginning) =>
    Promise.resolve(noemie.familyName.startsWith(beginning) ? [noemie] : []);

  #move(id: string, state: 'queued' | 'handed', on?: string): Promise<LetterState> {
    this.asked.push([state, id, on].filter(Boolean).join(' '));
    const delivery = { state, ...(on !== undefined && { on }) };
    const letters = this.letters.letters.map((one) => (one.id === id ? { ...one, delivery } : one));
    this.letters = { ...this.letters, letters };
    return Promise.resolve({ id, kind: letters.find((one) => one.id === id)!.kind, delivery });
  }

  #file(name: string): Promise<Uint8Array<ArrayBuffer>> {
    this.asked.push(name);
    return Promise.resolve(new Uint8Array());
  }
}
