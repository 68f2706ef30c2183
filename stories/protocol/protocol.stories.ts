import '@relais/elements';
import type { ProtocolRun } from '@relais/elements';
import { createClient, memoryStorage, type RelaisStorage } from '@relais/sdk';
import { createRuns } from '@relais/sdk/run';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';
import textes from '../../demo/consents/textes.json' with { type: 'json' };
import bronchiolite from '../../demo/protocols/bronchiolite.json' with { type: 'json' };
import odynophagie from '../../demo/protocols/odynophagie.json' with { type: 'json' };
import { drawRash } from '../support/rash.ts';

const NOW = Date.parse('2026-11-30T09:00:00Z');

type Args = Partial<
  Pick<ProtocolRun, 'language' | 'missing' | 'patient' | 'protocol' | 'runs' | 'training' | 'callees'>
>;
type Story = StoryObj<Args>;

const texts = textes.texts as unknown as NonNullable<ProtocolRun['texts']>;
const values = {
  professional: 'Nora Belkacem, infirmière',
  doctor: 'la Dre Anne Le Goff',
  dpo: 'dpo@exemple.fr',
  recipients: 'la Dre Anne Le Goff',
};
const patient = {
  id: 'patiente-1',
  identityStatus: 'qualified',
  familyName: 'Fauvergue',
  givenName: 'Odette',
  ageYears: 42,
  attendingDoctor: 'here',
} as const;
const callees = [
  { professional: 'anne', givenName: 'Anne', familyName: 'Le Goff', phone: '+33639980021' },
  { professional: 'paul', givenName: 'Paul', familyName: 'Arnaud', phone: '+33639980022' },
];

const meta: Meta<Args> = {
  title: 'Protocol/Run',
  component: 'relais-protocol',
  args: { language: 'fr' },
  argTypes: { language: { control: 'inline-radio', options: ['fr', 'en'] } },
  render: (args, { loaded }): TemplateResult => html`
    <relais-protocol
      language=${args.language ?? nothing}
      ?training=${args.training}
      .protocol=${'protocol' in args ? args.protocol : odynophagie}
      .patient=${args.patient ?? patient}
      .known=${{ 'od.age': 42 }}
      .texts=${texts}
      .values=${values}
      .collector=${{ name: 'Nora Belkacem', profession: 'nurse' }}
      .organization=${{ name: 'Pharmacie des Tilleuls' }}
      .callees=${args.callees ?? callees}
      .missing=${args.missing}
      .runs=${args.runs ?? (loaded as Args).runs}
      .now=${() => NOW}
    ></relais-protocol>
  `,
};

export default meta;

async function until(what: string, isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 300 && !isSo(); turn++) await new Promise((resolve) => setTimeout(resolve, 20));
  if (!isSo()) throw new Error(`In vain: ${what}`);
}

async function settle(run: ProtocolRun): Promise<void> {
  for (let turn = 0; turn < 4; turn++) {
    await run.updateComplete;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function press(run: ProtocolRun, ...labels: string[]): Promise<void> {
  for (const label of labels) {
    const find = () =>
      [...run.shadowRoot!.querySelectorAll('button')].find((one) => one.textContent.trim().startsWith(label));
    await until(label, () => find() !== undefined);
    find()!.click();
    await settle(run);
  }
}

/** What somebody does, once the protocol is open. */
function act(does: (run: ProtocolRun) => Promise<void>): NonNullable<Story['play']> {
  return async ({ canvasElement }) => {
    const run = canvasElement.querySelector('relais-protocol');
    if (!run) throw new Error('The story shows no run');
    await settle(run);
    await does(run);
    await settle(run);
  };
}

/** Goes to the questions as somebody who trains does: no consent is asked for. */
async function toQuestions(run: ProtocolRun): Promise<void> {
  await press(run, 'S’entraîner', 'C’est bien');
  await until('the questions', () => run.shadowRoot!.querySelector('relais-questionnaire') !== null);
  const form = run.shadowRoot!.querySelector('relais-questionnaire')!;
  await form.updateComplete;
  await until('they are drawn', () => form.matches(':state(ready)'));
}

type Value = boolean | number | { readonly code: string };
const USUAL: Readonly<Record<string, Value>> = {
  'od.age': 42,
  'od.pain': true,
  'od.temp': 37.4,
  'od.cough': true,
  'od.nodes': false,
  'od.tonsil': false,
  'od.aspect': { code: 'erythemateuse' },
  'od.rf.trismus': false,
  'od.rf.breath': false,
  'od.rf.neck': false,
  'od.rf.state': false,
  'od.rf.immuno': false,
  'od.rf.raa': false,
  'od.allergy': { code: 'non' },
  'od.other': false,
};

/** Answers as a FHIR response, which is how a host hands them over. */
async function answer(run: ProtocolRun, differs: Readonly<Record<string, Value>> = {}): Promise<void> {
  const form = run.shadowRoot!.querySelector('relais-questionnaire')!;
  const item = Object.entries({ ...USUAL, ...differs }).map(([linkId, value]) => ({
    linkId,
    answer: [valueOf(linkId, value)],
  }));
  form.response = { resourceType: 'QuestionnaireResponse', status: 'in-progress', item };
  await form.updateComplete;
  form.dispatchEvent(new CustomEvent('relais-change', { detail: { linkIds: [] } }));
  await settle(run);
}

function valueOf(linkId: string, value: Value): object {
  if (typeof value === 'boolean') return { valueBoolean: value };
  if (typeof value === 'number') return linkId === 'od.age' ? { valueInteger: value } : { valueDecimal: value };
  const options = odynophagie.questionnaire.item.find((one) => one.linkId === linkId) as {
    readonly answerOption?: readonly { readonly valueCoding: { readonly code: string } }[];
  };
  return { valueCoding: options.answerOption?.find(({ valueCoding }) => valueCoding.code === value.code)?.valueCoding };
}

/** Who may be included, and who may not. */
export const Eligibility: Story = {};

/** The same in English. */
export const InEnglish: Story = { args: { language: 'en' } };

/** What is missing, and who can mend it: nobody learns it with the patient in front of her. */
export const NotPossibleToday: Story = {
  args: {
    missing: [
      { what: 'certificateExpired', mender: 'delegator', since: '2026-11-20' },
      { what: 'nobodyOnCall', mender: 'structureAdmin' },
    ],
  },
};

/** The consent is asked before the first question. */
export const ConsentFirst: Story = {
  play: act(async (run) => {
    await press(run, 'Le patient est éligible');
    await until('the consent', () => run.shadowRoot!.querySelector('relais-consent') !== null);
  }),
};

/** Who it is, and what is known of them, as the host's record has them. */
export const Identity: Story = {
  args: { patient: { ...patient, treatments: ['Metformine 850 mg', 'Ramipril 5 mg'], allergies: [] } },
  play: act((run) => press(run, 'S’entraîner')),
};

/** What a server answers to a start three days ahead of it. */
const putRight: NonNullable<ProtocolRun['runs']> = (() => {
  const state = { id: 'passage-0123456789', revision: 1, state: 'open', alerts: [], people: [] } as const;
  const answer = () =>
    Promise.resolve({ ...state, alerts: [], people: [], review: { clock: { startedAt: '2026-12-03T09:00:00Z' } } });
  return {
    ...{
      createId: () => state.id,
      subscribe: () => () => undefined,
      read: () => Promise.reject(new Error('not asked')),
    },
    ...{ start: answer, save: answer, acknowledge: answer, answer, end: answer },
  };
})();

/** The clock of the device is three days ahead: the run begins all the same, and will be reviewed. */
export const WrongClock: Story = { args: { runs: putRight }, play: act(toQuestions) };

/** The patient is not included: one press ends it and has it counted. */
export const NotIncluded: Story = {
  args: { runs: { ...putRight, recordNonInclusion: () => Promise.resolve() } },
  play: act(async (run) => {
    await press(run, 'Il ne l’est pas');
    await until('it is counted', () => run.shadowRoot!.textContent.includes('est comptée'));
  }),
};

/** The questions, in a run to learn by. */
export const Questions: Story = { play: act(toQuestions) };

/** A question that asks for it is counted through one minute. */
export const CountingBreaths: Story = {
  args: { protocol: bronchiolite },
  play: act(async (run) => {
    await toQuestions(run);
    run.shadowRoot!.querySelector<HTMLElement>('.counter summary')!.click();
    await press(run, 'Démarrer la minute', 'Compter 1', 'Compter 1');
  }),
};

/** Lets the page believe that its browser reads bar codes, which those of stories may not. */
function readingBarCodes(): () => void {
  const own = Object.getOwnPropertyDescriptor(globalThis, 'BarcodeDetector');
  class BarcodeDetector {
    static getSupportedFormats = () => Promise.resolve(['data_matrix']);
    detect = () => Promise.resolve([{ rawValue: '010376012345001017251031102511A' }]);
  }
  Object.defineProperty(globalThis, 'BarcodeDetector', { value: BarcodeDetector, configurable: true });
  return () => {
    if (own) Object.defineProperty(globalThis, 'BarcodeDetector', own);
    else Reflect.deleteProperty(globalThis, 'BarcodeDetector');
  };
}

/** Gives pages a camera, or says why there is none. */
function withCamera(open: () => Promise<MediaStream>): () => void {
  const { mediaDevices } = navigator;
  const own = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = open;
  return () => (mediaDevices.getUserMedia = own);
}

function drawn(): MediaStream {
  const canvas = document.createElement('canvas');
  const ink = canvas.getContext('2d')!;
  const stream = canvas.captureStream(20);
  const drawing = setInterval(() => ink.fillRect(0, 0, Math.random() * 10, 10), 30);
  stream.getTracks()[0]!.addEventListener('ended', () => clearInterval(drawing));
  return stream;
}

/** The camera is refused: why, and that lot and expiry can be typed. */
export const CameraRefused: Story = {
  beforeEach: () => {
    const undo = [readingBarCodes(), withCamera(() => Promise.reject(new DOMException('', 'NotAllowedError')))];
    return () => undo.forEach((one) => one());
  },
  play: act(async (run) => {
    await toQuestions(run);
    await press(run, 'Scanner le code');
    await until('it is said', () => run.shadowRoot!.textContent.includes('est refusé'));
  }),
};

/** The code on the box was read: lot and expiry are filled in, and the test has expired. */
export const ExpiredTestScanned: Story = {
  beforeEach: () => {
    const undo = [readingBarCodes(), withCamera(() => Promise.resolve(drawn()))];
    return () => undo.forEach((one) => one());
  },
  play: act(async (run) => {
    await toQuestions(run);
    await press(run, 'Scanner le code');
    await until('it is read', () => run.shadowRoot!.textContent.includes('Lu sur le code'));
  }),
};

/** An urgency takes the screen. */
export const Urgent: Story = {
  play: act(async (run) => {
    await toQuestions(run);
    await answer(run, { 'od.rf.breath': true });
  }),
};

/** A doctor is called, and answers with one of three. */
export const Alert: Story = {
  play: act(async (run) => {
    await toQuestions(run);
    await answer(run, { 'od.trod': { code: 'non-concluant' } });
  }),
};

/** She has said to go on. */
export const AlertAnswered: Story = {
  play: act(async (run) => {
    await toQuestions(run);
    await answer(run, { 'od.trod': { code: 'non-concluant' } });
    await press(run, 'J’ai vu cette alerte');
    await run.answerAlert('9', 'continue', 'anne');
  }),
};

/** Keeps runs on a device without a network, on which `storage` stands for the disk. */
const loadAway = (storage: RelaisStorage) => () => ({
  runs: createRuns(
    createClient({
      api: 'https://relais.example',
      structure: 'demo',
      storage,
      getToken: () => 'hers',
      getPerson: () => 'nora',
      fetch: () => Promise.reject(new TypeError('Failed to fetch')),
      isOnline: () => false,
    }),
  ),
});
const disk = (): RelaisStorage => ({ ...memoryStorage(), isLasting: true });

/** The network is gone: the run goes on, what it has to say is kept, and a doctor is reached by telephone alone. */
export const WithoutNetwork: Story = {
  loaders: [() => loadAway(disk())()],
  play: act(async (run) => {
    await toQuestions(run);
    await answer(run, { 'od.trod': { code: 'non-concluant' } });
    await until('the run is kept', () => run.shadowRoot!.textContent.includes('tout est gardé'));
  }),
};

/** Neither a network nor a device that keeps anything: the run is in this page alone, which is not to be closed. */
export const NothingKept: Story = {
  loaders: [() => loadAway(memoryStorage())()],
  play: act(async (run) => {
    await toQuestions(run);
    await until('it is told', () => run.shadowRoot!.textContent.includes('rien n’est gardé sur cet appareil'));
  }),
};

/** The device keeps nothing, and what is answered arrives: the page is not to be closed before the end. */
export const NothingKeptConnected: Story = {
  args: {
    runs: { ...putRight, keeping: () => ({ isLasting: false, erasures: 0 }) },
  },
  play: act(async (run) => {
    await toQuestions(run);
    await until('it is told', () => run.shadowRoot!.textContent.includes('Rien n’est gardé sur cet appareil'));
  }),
};

/** The browser has erased what it kept, in mid-run: what the page had is written anew. */
export const KeptAnew: Story = {
  loaders: [
    () => {
      const { runs } = loadAway(disk())();
      let erasures = 0;
      // As though the browser had made room for others once the run had begun.
      const start: typeof runs.start = (...given) => runs.start(...given).finally(() => (erasures = 1));
      return { runs: { ...runs, start, keeping: () => ({ isLasting: true, erasures }) } };
    },
  ],
  play: act(async (run) => {
    await toQuestions(run);
    await until('it is told', () => run.shadowRoot!.textContent.includes('Ce navigateur a effacé'));
  }),
};

/** The patient is not included, and why. */
export const Stop: Story = {
  play: act(async (run) => {
    await toQuestions(run);
    await answer(run, { 'od.rf.raa': true });
    await press(run, 'J’ai vu cette alerte', 'Voir le résultat');
  }),
};

/** Criteria met, and the reasons; in display mode a person concludes. */
export const Result: Story = {
  play: act(async (run) => {
    await toQuestions(run);
    await answer(run);
    await press(run, 'Voir le résultat');
  }),
};

/** The same where a doctor of the structure has switched computing on. */
export const ResultComputed: Story = {
  args: { protocol: { ...odynophagie, mode: { kind: 'compute', by: 'Dre Anne Le Goff', on: '2026-11-02' } } },
  play: act(async (run) => {
    await toQuestions(run);
    await answer(run);
    await press(run, 'Voir le résultat');
  }),
};

/** What is copied into the record. */
export const Done: Story = {
  args: { protocol: { ...odynophagie, mode: { kind: 'compute', by: 'Dre Anne Le Goff', on: '2026-11-02' } } },
  play: act(async (run) => {
    await toQuestions(run);
    await answer(run);
    await press(run, 'Voir le résultat', 'Terminer le passage');
  }),
};

function choose(run: ProtocolRun, file: File): void {
  const files = new DataTransfer();
  files.items.add(file);
  const input = run.shadowRoot!.querySelector<HTMLInputElement>('input[type=file]')!;
  input.files = files.files;
  input.dispatchEvent(new Event('change'));
}

async function chooseRash(run: ProtocolRun): Promise<void> {
  const blob = await new Promise<Blob | null>((resolve) => drawRash().toBlob(resolve, 'image/jpeg'));
  choose(run, new File([blob!], 'peau.jpg', { type: 'image/jpeg' }));
  await until('the description', () => run.shadowRoot!.querySelector('input[id^=description-]') !== null);
}

/** A photograph is chosen; it is attached with its description alone. */
export const PhotographChosen: Story = {
  play: act(async (run) => {
    await toQuestions(run);
    await chooseRash(run);
    await press(run, 'Joindre au passage');
  }),
};

export const PhotographAttached: Story = {
  play: act(async (run) => {
    await toQuestions(run);
    await chooseRash(run);
    const field = run.shadowRoot!.querySelector<HTMLInputElement>('input[id^=description-]')!;
    field.value = 'Éruption de l’avant-bras, en relief';
    field.dispatchEvent(new Event('input'));
    await press(run, 'Joindre au passage');
    await until('it is attached', () => run.shadowRoot!.querySelector('figure') !== null);
  }),
};

/** What was chosen is no picture: what is accepted is said. */
export const PhotographUnreadable: Story = {
  play: act(async (run) => {
    await toQuestions(run);
    choose(run, new File(['%PDF-1.7'], 'notes.pdf', { type: 'application/pdf' }));
    await until('what is accepted', () => run.shadowRoot!.querySelector('.trouble')!.textContent.includes('JPEG'));
  }),
};

/** A document that is no protocol. */
export const Unreadable: Story = { args: { protocol: { formatVersion: 'autre' } } };
