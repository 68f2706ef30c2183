import '@relais/elements';
import type { SlotPicker } from '@relais/elements';
import type { Client, NewBooking } from '@relais/sdk';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import { createStage, demoTerritory, settings, type Stage, type StageOptions } from '../support/stage.ts';
import { fr } from '../../packages/elements/src/slot-picker/words/fr.ts';
import { mirrored } from '../support/mirrored.ts';
import { Visitor } from '../support/visitor.ts';

type Args = Partial<
  Pick<
    SlotPicker,
    | 'language'
    | 'autostart'
    | 'reason'
    | 'commune'
    | 'familyName'
    | 'givenName'
    | 'birthDate'
    | 'phone'
    | 'email'
    | 'equipment'
    | 'stepFree'
    | 'sex'
    | 'attendingDoctor'
  >
>;
type Story = StoryObj<Args>;

/** What a story does once it is shown: a visitor in front of the picker, and the backend behind it. */
type Act = (visitor: Visitor, stage: Stage) => Promise<void>;

const PERSON = { familyName: 'Delaunay', givenName: 'Capucine', birthDate: '31/03/1980', phone: '06 39 98 12 34' };
const KNOWN = { ...PERSON, reason: 'fievre' };

const meta: Meta<Args> = {
  title: 'Slot picker',
  component: 'relais-slot-picker',
  args: { language: 'fr' },
  argTypes: {
    language: { control: 'inline-radio', options: ['fr', 'en'] },
    sex: { control: 'inline-radio', options: [undefined, 'female', 'male', 'other'] },
    attendingDoctor: { control: 'inline-radio', options: [undefined, 'here', 'elsewhere', 'none'] },
  },
  loaders: [({ parameters }) => ({ stage: createStage((parameters['stage'] ?? {}) as StageOptions) })],
  beforeEach: () => {
    sessionStorage.clear();
    localStorage.clear();
    return () => history.replaceState(null, '', location.pathname + location.search);
  },
  render: (args, { loaded }) => html`
    <relais-slot-picker
      .client=${(loaded['stage'] as Stage).client}
      language=${args.language ?? nothing}
      ?autostart=${args.autostart}
      reason=${args.reason ?? nothing}
      commune=${args.commune ?? nothing}
      family-name=${args.familyName ?? nothing}
      given-name=${args.givenName ?? nothing}
      birth-date=${args.birthDate ?? nothing}
      phone=${args.phone ?? nothing}
      email=${args.email ?? nothing}
      equipment=${args.equipment ?? nothing}
      ?step-free=${args.stepFree}
      sex=${args.sex ?? nothing}
      attending-doctor=${args.attendingDoctor ?? nothing}
    ></relais-slot-picker>
  `,
};

export default meta;

function act(does: Act): NonNullable<Story['play']> {
  return async ({ canvasElement, loaded }) => {
    const picker = canvasElement.querySelector('relais-slot-picker');
    if (!picker) throw new Error('The story shows no picker');
    await picker.updateComplete;
    await does(new Visitor(picker), loaded['stage'] as Stage);
  };
}

const toChecklist: Act = (visitor) => visitor.begin('checklist');

const toReason: Act = async (visitor, stage) => {
  await toChecklist(visitor, stage);
  await visitor.press('Aucun de ces signes', 'reason');
};

const toSeats: Act = async (visitor, stage) => {
  await toReason(visitor, stage);
  await visitor.press('Fièvre', 'ready');
};

const toHeld: Act = async (visitor, stage) => {
  await toSeats(visitor, stage);
  await visitor.press('Le premier créneau', 'held');
};

const toConfirmed: Act = async (visitor, stage) => {
  await toHeld(visitor, stage);
  visitor.fill(PERSON);
  await visitor.press('Confirmer', 'confirmed');
};

/** Ticks one sign, then goes on where that alone does not. */
function tick(sign: string, next: SlotPicker['state'], isAlone = false): Act {
  return async (visitor, stage) => {
    await toChecklist(visitor, stage);
    await visitor.press(sign, isAlone ? next : 'checklist');
    if (!isAlone) await visitor.press('Continuer', next);
  };
}

/** A booking made on another device, whose link is now in this page's address. */
async function followLink({ other }: Stage): Promise<void> {
  const { id, token } = await book(other, PERSON.familyName);
  location.hash = `relais=${id}.${token}`;
}

async function book({ bookings, structure }: Client, familyName: string, phone = PERSON.phone): Promise<NewBooking> {
  const hold = await bookings.hold({ window: { from: '2026-11-10T13:00:00Z', to: '2026-11-10T18:00:00Z' } });
  const { checklist } = await structure.describe();
  return bookings.confirm(hold, {
    person: { ...PERSON, familyName, phone, birthDate: '1980-03-31' },
    reason: KNOWN.reason,
    checklistRun: { version: checklist?.version ?? '', yes: [], answeredAt: '2026-11-10T08:40:00Z' },
  });
}

/** The page is left and come back to, on the same device. */
async function comeBack({ picker }: Visitor, state: SlotPicker['state']): Promise<void> {
  const { parentElement } = picker;
  picker.remove();
  await new Promise((resolve) => setTimeout(resolve));
  parentElement?.append(picker);
  await new Visitor(picker).reaches(state);
}

/** Before anything is asked of the server. */
export const Start: Story = {};

/** The server takes its time. */
export const Loading: Story = {
  play: act(async (visitor, { backend }) => {
    (await backend()).delay(3_600_000);
    await visitor.press('Demander un rendez-vous', 'loading');
  }),
};

/** All signs at once, none ticked. */
export const Checklist: Story = { play: act(toChecklist) };

/** One emergency sign, and nothing but the number is left. */
export const Urgent: Story = { play: act(tick('La personne a-t-elle perdu connaissance', 'urgent', true)) };

/** A clinician must be heard first. */
export const CallBack: Story = { play: act(tick('Un mollet gonflé', 'callback')) };

/** Not what these appointments are for. */
export const AttendingDoctor: Story = { play: act(tick('S’agit-il d’un renouvellement', 'attending')) };

/** The structure has no checklist yet: nobody can book. */
export const ChecklistMissing: Story = {
  parameters: { stage: { withoutChecklist: true } },
  play: act((visitor) => visitor.press('Demander un rendez-vous', 'checklist-missing')),
};

/** One press chooses and goes on. */
export const Reason: Story = { play: act(toReason) };

/** The first that suits, or the list by half-day and place. */
export const Ready: Story = { play: act(toSeats) };

/** Nearest first, stitches needed: the person has said where they come from, and a sign asked for stitches. */
export const ReadyForNeeds: Story = {
  args: { ...KNOWN, commune: 'le-gue-blanc' },
  play: act(tick('Une plaie profonde', 'ready')),
};

/** Somebody else takes the two last seats while the list is looked at: they stay in their place. */
export const ReadyFillingUp: Story = {
  play: act(async (visitor, stage) => {
    await toSeats(visitor, stage);
    const backend = await stage.backend();
    await backend.takeSeat(settings.id, { practiceId: 'moulin', start: '2026-11-10T13:00:00Z' });
    await backend.takeSeat(settings.id, { practiceId: 'moulin', start: '2026-11-10T13:15:00Z' });
  }),
};

/** A centre that never closes, on a Sunday at 13:30: the night is called by its two days, the early morning stands apart. */
export const ReadyAroundTheClock: Story = {
  parameters: {
    stage: {
      now: '2026-11-29T12:30:00Z',
      territory: {
        rules: { minNoticeMinutes: 30, maxHorizonDays: 1, holdSeconds: 300 },
        openings: [{ practiceId: 'moulin', days: ['sun', 'mon'], from: '00:00', to: '24:00', slotsPerHour: 2 }],
      },
    },
  },
  play: act(toSeats),
};

/** The list is left open until the notice of its first times has run out: they stay in their place, and are no longer offered. */
export const ReadyTooLateForSome: Story = {
  parameters: { stage: { sleepsByClock: true } },
  play: act(async (visitor, stage) => {
    await toSeats(visitor, stage);
    const backend = await stage.backend();
    await backend.advance(Date.parse('2026-11-10T13:00:00Z') - backend.now());
    while (!visitor.root.querySelector('.slot[aria-disabled]')) await new Promise((resolve) => setTimeout(resolve, 20));
  }),
};

/** Seats are still free, but their notice has run out: it is too late, which is not « full ». */
export const NoneInTime: Story = {
  parameters: { stage: { now: '2026-11-10T17:30:00Z' } },
  play: act(async (visitor, stage) => {
    await toReason(visitor, stage);
    await visitor.press('Fièvre', 'none');
  }),
};

/** Everything is taken: why, and when it opens again. */
export const NoneFree: Story = {
  play: act(async (visitor, stage) => {
    await toReason(visitor, stage);
    await (await stage.backend()).fill(settings.id);
    await visitor.press('Fièvre', 'none');
  }),
};

/** The day's consultations are over, and tomorrow is a holiday. */
export const ClosedToday: Story = {
  parameters: { stage: { now: '2026-11-10T19:00:00Z' } },
  play: act(async (visitor, stage) => {
    await toReason(visitor, stage);
    await visitor.press('Fièvre', 'closed');
  }),
};

/** The seat is kept for five minutes while the person says who they are. */
export const Held: Story = { play: act(toHeld) };

/** What is missing is named above and beside each field. */
export const HeldWithMistakes: Story = {
  play: act(async (visitor, stage) => {
    await toHeld(visitor, stage);
    visitor.fill({ birthDate: '31/02/1980' });
    await visitor.press('Confirmer');
  }),
};

/** What figures count by, opened and answered: nobody has to. */
export const HeldWithAnswers: Story = {
  play: act(async (visitor, stage) => {
    await toHeld(visitor, stage);
    await visitor.press('Questions facultatives');
    visitor.choose({ sex: 'Femme', commune: 'Le Gué-Blanc', attendingDoctor: 'Oui, ailleurs' });
  }),
};

/** The commune said for the journey is taken from there, and can be taken back; the host knows the rest. */
export const HeldWithKnownAnswers: Story = {
  args: { commune: 'le-gue-blanc', sex: 'female', attendingDoctor: 'here' },
  play: act(toHeld),
};

/** The structure has given up its list of communes since. */
export const HeldWithRefusedCommune: Story = {
  args: { ...PERSON, commune: 'le-gue-blanc' },
  play: act(async (visitor, stage) => {
    await toHeld(visitor, stage);
    await (await stage.backend()).importTerritory(settings.id, { ...demoTerritory, travelMinutes: {} });
    await visitor.press('Confirmer');
    await visitor.says('Choisissez une autre commune');
  }),
};

/** Five minutes have passed. */
export const Expired: Story = {
  play: act(async (visitor, stage) => {
    await toHeld(visitor, stage);
    await (await stage.backend()).advance(301_000);
    await visitor.reaches('expired');
  }),
};

/** Two devices race for one seat, and this one loses: three others are offered. */
export const Taken: Story = {
  parameters: { stage: { withoutLive: true } },
  play: act(async (visitor, stage) => {
    await toSeats(visitor, stage);
    await stage.other.bookings.hold({ slot: { practiceId: 'moulin', start: '2026-11-10T13:00:00Z' } });
    await visitor.press(/14\sh, Pôle santé du Moulin/, 'taken');
  }),
};

/** The notice ran out between the list and the press: nobody was faster, and the screen does not say so. */
export const NotBookable: Story = {
  parameters: { stage: { withoutLive: true } },
  play: act(async (visitor, stage) => {
    await toSeats(visitor, stage);
    const backend = await stage.backend();
    await backend.advance(Date.parse('2026-11-10T12:50:00Z') - backend.now());
    await visitor.press(/14\sh, Pôle santé du Moulin/, 'not-bookable');
  }),
};

/** Two seats are held on this device already, in other tabs. */
export const Waiting: Story = {
  play: act(async (visitor, stage) => {
    await toSeats(visitor, stage);
    for (const start of ['2026-11-10T13:00:00Z', '2026-11-10T13:15:00Z']) {
      await stage.client.bookings.hold({ slot: { practiceId: 'moulin', start } });
    }
    await visitor.press('Le premier créneau', 'waiting');
  }),
};

/** Booked. This backend sends no mail, and the screen says so. */
export const Confirmed: Story = { play: act(toConfirmed) };

/** Booked, with a mail on its way. */
export const ConfirmedByMail: Story = {
  args: { email: 'capucine@example.org' },
  parameters: { stage: { sendsMail: true } },
  play: act(toConfirmed),
};

/** Booked, and the mail server has refused the address for good: what to do instead is said. */
export const ConfirmedMailFailed: Story = {
  args: { email: 'capucine@example.org' },
  parameters: { stage: { sendsMail: true } },
  play: act(async (visitor, stage) => {
    await toConfirmed(visitor, stage);
    await (await stage.backend()).settleMail('failed');
    dispatchEvent(new Event('visibilitychange'));
    await visitor.says('n’a pas pu partir');
  }),
};

/** Somebody with the same telephone, born on the same day, has a booking: the same person, or a twin? */
export const PossibleDuplicate: Story = {
  args: { ...KNOWN, givenName: 'Capucien' },
  play: act(async (visitor, stage) => {
    await followLink(stage);
    history.replaceState(null, '', location.pathname + location.search);
    await toChecklist(visitor, stage);
    await visitor.press('Aucun de ces signes', 'ready');
    await visitor.press('Le premier créneau', 'held');
    await visitor.press('Confirmer', 'possible-duplicate');
  }),
};

/** This person has a booking already. */
export const Duplicate: Story = {
  args: KNOWN,
  play: act(async (visitor, stage) => {
    await followLink(stage);
    history.replaceState(null, '', location.pathname + location.search);
    await toChecklist(visitor, stage);
    await visitor.press('Aucun de ces signes', 'ready');
    await visitor.press('Le premier créneau', 'held');
    await visitor.press('Confirmer', 'duplicate');
  }),
};

/** Opened by the link in the page's address. */
export const Booking: Story = {
  play: act(async (visitor, stage) => {
    await followLink(stage);
    await visitor.reaches('booking');
  }),
};

/** Made on this device before: shown first, with a way to take it off a device that others use. */
export const BookingMadeHere: Story = {
  play: act(async (visitor, stage) => {
    await toConfirmed(visitor, stage);
    await comeBack(visitor, 'booking');
  }),
};

/** Made on this device before, and nobody can be asked whether it still stands. */
export const Remembered: Story = {
  play: act(async (visitor, stage) => {
    await toConfirmed(visitor, stage);
    (await stage.backend()).fail('unavailable');
    await comeBack(visitor, 'remembered');
  }),
};

/** Several made on this device, one of them cancelled elsewhere since. */
export const RememberedSeveral: Story = {
  play: act(async (visitor, stage) => {
    const made = [];
    for (const [index, familyName] of ['Delaunay', 'Le Goff', 'Morvan'].entries()) {
      made.push(await book(stage.client, familyName, `+3363998123${index}`));
    }
    await stage.other.bookings.cancel({ bookingId: made[1]!.id, token: made[1]!.token });
    // As a picker they were made with would have noted: without it, no new one looks for them.
    localStorage.setItem('relais-booked  ', '1');
    await comeBack(visitor, 'remembered');
  }),
};

/** Asked once more before a booking is taken off this device. */
export const Forgetting: Story = {
  play: act(async (visitor, stage) => {
    await toConfirmed(visitor, stage);
    await visitor.press('Retirer de cet appareil', 'forgetting');
  }),
};

/** The booking stands; this device knows it no more. */
export const Forgotten: Story = {
  play: act(async (visitor, stage) => {
    await toConfirmed(visitor, stage);
    await visitor.press('Retirer de cet appareil', 'forgetting');
    await visitor.press('Oui, retirer', 'forgotten');
  }),
};

/** Opened by its link after the deadline. */
export const TooLate: Story = {
  play: act(async (visitor, stage) => {
    const backend = await stage.backend();
    await followLink(stage);
    await visitor.reaches('booking');
    await backend.advance(Date.parse('2026-11-10T12:50:00Z') - backend.now());
    await visitor.press('Annuler le rendez-vous', 'cancelling');
    await visitor.press('Oui, annuler', 'too-late');
  }),
};

/** A link that opens nothing. */
export const LinkInvalid: Story = {
  play: act(async (visitor) => {
    location.hash = 'relais=nothing.rl_nobody';
    await visitor.reaches('link-invalid');
  }),
};

/** Looking for another seat; the present one is kept. */
export const Moving: Story = {
  play: act(async (visitor, stage) => {
    await toConfirmed(visitor, stage);
    await visitor.press('Déplacer', 'moving');
  }),
};

/** The new seat is held: one more press moves the booking. */
export const MovingHeld: Story = {
  play: act(async (visitor, stage) => {
    await toConfirmed(visitor, stage);
    await visitor.press('Déplacer', 'moving');
    await visitor.press(/18\sh, MSP des Tilleuls/, 'held');
  }),
};

/** Moved, in one step. */
export const Moved: Story = {
  play: act(async (visitor, stage) => {
    await toConfirmed(visitor, stage);
    await visitor.press('Déplacer', 'moving');
    await visitor.press(/18\sh, MSP des Tilleuls/, 'held');
    await visitor.press('Déplacer le rendez-vous', 'moved');
  }),
};

/** Asked once more before the seat is given back. */
export const Cancelling: Story = {
  play: act(async (visitor, stage) => {
    await toConfirmed(visitor, stage);
    await visitor.press('Annuler le rendez-vous', 'cancelling');
  }),
};

/** The seat is free again. */
export const Cancelled: Story = {
  play: act(async (visitor, stage) => {
    await toConfirmed(visitor, stage);
    await visitor.press('Annuler le rendez-vous', 'cancelling');
    await visitor.press('Oui, annuler', 'cancelled');
  }),
};

/** The server does not answer: never shown as « nothing free ». */
export const Unreachable: Story = {
  play: act(async (visitor, stage) => {
    await toReason(visitor, stage);
    (await stage.backend()).fail('unavailable');
    await visitor.press('Fièvre', 'unreachable');
  }),
};

/** The device has lost its network. */
export const Offline: Story = {
  play: act(async (visitor, stage) => {
    await toReason(visitor, stage);
    await stage.setOnline(false);
    await visitor.press('Fièvre', 'offline');
  }),
};

/** The site has not been named to the backend: the patient is told whom to call, and whoever keeps the site what to have added. */
export const SiteNotAllowed: Story = {
  parameters: { stage: { origin: 'https://www.mairie-exemple.fr' } },
  play: act((visitor) => visitor.press('Demander un rendez-vous', 'site-not-allowed')),
};

/** The page is a file, or in a sandboxed frame. */
export const SiteWithoutAddress: Story = {
  parameters: { stage: { origin: 'null' } },
  play: act((visitor) => visitor.press('Demander un rendez-vous', 'site-not-allowed')),
};

/** The page names no structure. */
export const Misconfigured: Story = {
  render: () => html`<relais-slot-picker language="fr"></relais-slot-picker>`,
  play: act((visitor) => visitor.press('Demander un rendez-vous', 'misconfigured')),
};

/** In English, as on a page whose language it is. */
export const English: Story = {
  args: { language: 'en' },
  play: act(async (visitor) => {
    await visitor.press('Ask for an appointment', 'checklist');
    await visitor.press('None of these signs', 'reason');
    await visitor.press('Fever', 'ready');
    await visitor.press('The first free time', 'held');
  }),
};

/** On a page that is dark, or lets the reader choose (`color-scheme`). */
export const Dark: Story = {
  decorators: [(story) => html`<div style="color-scheme: dark; background: #0a1114; padding: 1rem">${story()}</div>`],
  play: act(toHeld),
};

/** In a structure's own colours and font. */
export const OwnTheme: Story = {
  decorators: [
    (story) =>
      html`<div
        style="--relais-color-accent: #6a1b5d; --relais-color-surface-raised: #f8f1f6; --relais-radius: 2px; --relais-font-family: Georgia, serif"
      >
        ${story()}
      </div>`,
  ],
  play: act(toSeats),
};

/** In a page whose styles are after everything. */
export const HostileStyles: Story = {
  decorators: [
    (story) => html`
      <style>
        #storybook-root * {
          font: italic 900 40px/0.5 cursive !important;
          letter-spacing: 0.5em !important;
          text-transform: uppercase !important;
          color: hotpink !important;
          text-align: right !important;
          visibility: visible;
        }
      </style>
      ${story()}
    `,
  ],
  play: act(toReason),
};

const languages = { ar: () => Promise.resolve({ default: { 'relais-slot-picker': mirrored(fr) } }) };

/** In a pseudo-language of the page's own, written from right to left. What the structure wrote stays as it is. */
export const SeatsFromRightToLeft: Story = {
  args: { language: 'ar' },
  render: (args, context) =>
    html`<relais-provider .languages=${languages}>${meta.render?.(args, context) ?? nothing}</relais-provider>`,
  play: act(async (visitor) => {
    await visitor.says('Demander');
    await visitor.press(/Demander/, 'checklist');
    await visitor.press(/Aucun de ces signes/, 'reason');
    await visitor.press('Fièvre', 'ready');
  }),
};
