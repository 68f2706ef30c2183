import '@relais/elements';
import type { Intake } from '@relais/elements';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import demo from '../../demo/desks/desk.json' with { type: 'json' };
import { createStage, demoTerritory, settings, type Stage, type StageOptions } from '../support/stage.ts';
import { Caller } from './caller.ts';
import { peopleRoutes } from '@relais/model';
import { openDevice } from '../support/devices.ts';
import { deskSettings, doctorFirst } from './desk.ts';

const structure = settings.id;

/** One seat a day, at one practice, with one above its capacity. */
const oneSeat: NonNullable<StageOptions['territory']> = {
  rules: { ...demoTerritory.rules, minNoticeMinutes: 0, secretaryOverbookPerSession: 1 },
  openings: [
    {
      practiceId: demoTerritory.practices[0]!.id,
      days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
      onHoliday: 'open',
      from: '23:00',
      to: '23:30',
      slotsPerHour: 2,
      capacity: 1,
    },
  ],
  exceptions: [],
};

type Args = Partial<Pick<Intake, 'language' | 'entryPoint' | 'label'>>;
type Story = StoryObj<Args>;

/** What a story does once it is shown: a secretary at the desk, and the backend behind it. */
type Act = (caller: Caller, stage: Stage) => Promise<void>;

const meta: Meta<Args> = {
  title: 'Intake',
  component: 'relais-intake',
  args: { language: 'fr', entryPoint: 'patient', label: '' },
  argTypes: { language: { control: 'inline-radio', options: ['fr', 'en'] } },
  loaders: [
    ({ parameters }) => ({
      stage: createStage({
        desk: deskSettings,
        role: 'secretary',
        ...(parameters['stage'] as StageOptions | undefined),
      }),
    }),
  ],
  render: (args, { loaded }) => html`
    <relais-intake
      .client=${(loaded['stage'] as Stage).client}
      language=${args.language ?? 'fr'}
      entry-point=${args.entryPoint ?? 'patient'}
      label=${args.label ?? ''}
      density="compact"
    ></relais-intake>
  `,
};

export default meta;

const after = (act: Act, more: Story = {}): Story => ({
  ...more,
  play: async ({ canvasElement, loaded }) => {
    const element = canvasElement.querySelector('relais-intake')!;
    const caller = new Caller(element);
    await caller.ready();
    await act(caller, loaded['stage'] as Stage);
  },
});

/** A call that begins. */
export const NewCall: Story = after(() => Promise.resolve());

export const English: Story = after(() => Promise.resolve(), { args: { language: 'en' } });

/** A seat is proposed, with the reason why this one. */
export const Proposal = after(async (caller) => {
  await caller.write();
  await caller.propose();
});

/** Every slot of the day, and why it cannot be had. */
export const WhyNotThisOne = after(async (caller) => {
  await caller.write();
  await caller.press('Tous les créneaux');
  await caller.until('the slots are there', () => caller.root.querySelector('.slots') !== null);
});

/** No seat is left in the session: a secretary takes one above its capacity, marked before it is confirmed. */
export const Overbooked: Story = after(
  async (caller) => {
    await caller.write();
    await caller.propose();
    await caller.press('Confirmer');
    await caller.until('it is recorded', () => caller.root.getElementById('done') !== null);
    await caller.press('Autre appel');
    await caller.write({ phone: '06 39 98 12 35', familyName: 'Ferrand', givenName: 'Lise' });
    await caller.press('Tous les créneaux');
    await caller.until('it may be overbooked', () => caller.text.includes('Prendre en surnombre'));
    await caller.press('Prendre en surnombre');
    await caller.says('Confirmer en surnombre');
  },
  { parameters: { stage: { territory: oneSeat } } },
);

export const Confirmed = after(async (caller) => {
  await caller.write();
  await caller.propose();
  await caller.press('Confirmer');
  await caller.until('it is recorded', () => caller.root.getElementById('done') !== null);
});

/** A grave sign: 15, and nothing else. */
export const GraveSign = after(async (caller) => {
  await caller.type('phone', '06 39 98 12 34');
  caller.root.querySelector<HTMLElement>('.signs input')!.click();
});

/** Somebody has judged already: the list is not asked again. */
export const Regulated = after((caller) => caller.choose('regulated', 'dispatchCentre'));

/** What is missing is said where it is. */
export const Missing = after((caller) => caller.press('Mettre en rappel'));

/** The number has something here already. */
export const KnownNumber = after(async (caller) => {
  await caller.write();
  await caller.queue();
  await caller.until('it is recorded', () => caller.root.getElementById('done') !== null);
  await caller.press('Autre appel');
  await caller.write();
  await caller.until('she is known', () => caller.root.querySelector('.known') !== null);
});

/** One person would wait twice: the desk decides. */
export const Twice = after(async (caller) => {
  await caller.write();
  await caller.queue();
  await caller.until('it is recorded', () => caller.root.getElementById('done') !== null);
  await caller.press('Autre appel');
  await caller.write();
  await caller.queue();
  await caller.until('it is asked', () => caller.root.getElementById('refusal') !== null);
});

/** What is asked besides for a reason: marked as examples, with what an answer asks to mind. */
export const QuestionsOfAReason = after(
  async (caller) => {
    await caller.write();
    await caller.choose('reason', 'plaie-suture');
    await caller.choose('answer-points', 'yes');
    await caller.says('Vérifiez que le lieu');
  },
  { parameters: { stage: { desk: demo } } },
);

/** A number that nobody can read: the questions say so, and nothing is recorded. */
export const UnreadableAnswer = after(
  async (caller) => {
    await caller.write();
    await caller.choose('reason', 'fievre');
    await caller.type('answer-temperature', 'chaud');
    await caller.queue();
    await caller.says('un nombre est attendu');
  },
  { parameters: { stage: { desk: demo } } },
);

/** Several calls, half written. */
export const SeveralCalls = after(async (caller) => {
  await caller.write();
  await caller.press('Même appel');
  await caller.type('givenName', 'Léon');
  await caller.press('Autre appel');
});

/** Before what has been written is erased. */
export const GivingUp = after(async (caller) => {
  await caller.write();
  await caller.press('Abandonner');
});

/** Somebody has a seat already, and telephones about it. */
export const KnownBooking = after(async (caller) => {
  await caller.bookSomebody();
  await caller.says('Déplacer');
});

/** Why a booking is cancelled is asked once. */
export const Cancelling = after(async (caller) => {
  await caller.bookSomebody();
  await caller.press('Annuler le rendez-vous');
  await caller.choose('why', 'other');
  await caller.press('Annuler ce rendez-vous');
  await caller.says('Une note est nécessaire');
});

/** Cancelled, with the way to take it back, in the message and in the list. */
export const Cancelled = after(async (caller) => {
  await caller.bookSomebody();
  await caller.press('Annuler le rendez-vous');
  await caller.choose('why', 'patient');
  await caller.press('Annuler ce rendez-vous');
  await caller.says('Reprendre ce rendez-vous');
});

/** Where a booking can go, and why not elsewhere. */
export const Moving = after(async (caller) => {
  await caller.bookSomebody();
  await caller.press('Déplacer');
  await caller.choose('why', 'doctorAway');
  await caller.until('slots are there', () => caller.root.querySelector('.known .slots button') !== null);
});

/** Without a network nothing is changed, and nothing is kept to be changed later. */
export const CancellingAway = after(async (caller, stage) => {
  await caller.bookSomebody();
  await caller.press('Annuler le rendez-vous');
  await caller.choose('why', 'patient');
  await stage.setOnline(false);
  await caller.press('Annuler ce rendez-vous');
  await caller.says('Rien n’a été changé');
});

/** The server does not answer: what has been written stays. */
export const Unreachable = after(async (caller, stage) => {
  await caller.write();
  await stage.setOnline(false);
  await caller.press('Proposer un créneau');
  await caller.until('it is said', () => caller.root.getElementById('refusal') !== null);
});

/** Nobody of the desk is signed in: not the same as nothing to do. */
export const SignedOut: Story = {
  loaders: [() => ({ stage: createStage({ desk: deskSettings }) })],
};

/** The treating doctor is asked first: who it is, and what that means for the delay. */
export const DoctorFirst: Story = after(
  async (caller, stage) => {
    await enrol(stage);
    await caller.write();
    await caller.choose('attending', 'here');
    await caller.type('doctor-name', 'sor');
    await caller.until('the doctor is found', () => caller.root.getElementById('doctor') !== null);
    await caller.choose('doctor', caller.list('doctor').options[1]!.value);
    await caller.choose('class', 'b');
    await caller.says('Médecin traitant d’abord');
  },
  { parameters: { stage: { desk: { ...deskSettings, doctorFirst } } } },
);

/** Nobody of the directory: the request does not wait, and it is said. */
export const DoctorUnknown: Story = after(
  async (caller, stage) => {
    await enrol(stage);
    await caller.choose('attending', 'here');
    await caller.type('doctor-name', 'zzz');
    await caller.says('Aucun médecin de l’annuaire');
  },
  { parameters: { stage: { desk: { ...deskSettings, doctorFirst } } } },
);

/** Recorded: the desk is asked to telephone a doctor who has no address. */
export const DoctorToCall: Story = after(
  async (caller, stage) => {
    await enrol(stage);
    await caller.write();
    await caller.choose('attending', 'here');
    await caller.type('doctor-name', 'sor');
    await caller.until('the doctor is found', () => caller.root.getElementById('doctor') !== null);
    await caller.choose('doctor', caller.list('doctor').options[1]!.value);
    await caller.queue();
    await caller.says('Appelez Paul Sorel avant');
  },
  { parameters: { stage: { desk: { ...deskSettings, doctorFirst } } } },
);

async function enrol(stage: Stage): Promise<void> {
  const backend = await stage.backend();
  const device = openDevice(backend, structure, { getToken: () => backend.signToken('structureAdmin', structure) });
  const doctors = [{ familyName: 'Sorel', givenName: 'Paul', phone: '0199000002' }];
  const body = { formatVersion: 'relais-attending-doctors/1' as const, doctors };
  await device.core.call(peopleRoutes.importAttendingDoctors, { body });
}
