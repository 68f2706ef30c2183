import '@relais/elements';
import type { Client, Role } from '@relais/sdk';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import checklist from '../../demo/checklists/severity.fr.json' with { type: 'json' };
import settings from '../../demo/structures/rives-de-lorme.json' with { type: 'json' };
import territory from '../../demo/territories/rives-de-lorme.json' with { type: 'json' };
import {
  createPlanningStage,
  type PlanningDocuments,
  type PlanningStage,
  type PlanningStageOptions,
} from './planning-stage.ts';
import { BUSY } from './agenda-host.ts';
import { PlanningReader } from './reader.ts';

const documents = { settings, territory, checklist } as unknown as PlanningDocuments;

interface Args extends PlanningStageOptions {
  readonly role: Role | 'ines';
  readonly language: 'fr' | 'en';
  readonly isUnavailable?: boolean;
  readonly keepsNothing?: boolean;
  readonly hasNoBusyTimes?: boolean;
}

interface Loaded {
  readonly stage: PlanningStage;
  readonly client: Client;
}

const meta: Meta<Args> = {
  title: 'Planning',
  component: 'relais-planning',
  args: { role: 'coordinator', language: 'fr' },
  loaders: [
    async ({ args }): Promise<Loaded> => {
      const stage = await createPlanningStage(documents, args);
      if (args.isUnavailable) stage.backend.fail('unavailable');
      const device = {
        ...(args.keepsNothing && { storage: 'memory' as const }),
        ...(args.hasNoBusyTimes && { fetch: stage.withoutBusyTimes().fetch }),
      };
      return { stage, client: args.role === 'ines' ? stage.ines() : stage.as(args.role, device) };
    },
  ],
  render: ({ language }, { loaded }) => html`
    <relais-planning .client=${(loaded as Loaded).client} .language=${language}></relais-planning>
  `,
};

export default meta;

type Story = StoryObj<Args>;

function readerOf(canvas: HTMLElement): PlanningReader {
  const element = canvas.querySelector('relais-planning');
  if (!element) throw new Error('No planning is on the page');
  return new PlanningReader(element);
}

/** Who receives when, beside the coming weeks. */
export const InForce: Story = {
  play: ({ canvasElement }) => readerOf(canvasElement).says('Les huit prochaines semaines'),
};

/** A range that runs into another of the same practice, told while it is typed. */
export const InConflict: Story = {
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Qui reçoit, et quand');
    await reader.press('Ajouter une plage');
    await reader.tick('lundi');
    await reader.type('from', '15h10');
    await reader.type('to', '17h');
    await reader.says('se superpose à une autre plage');
  },
};

/** A week copied to others, one of which has a holiday and other hours: what is left as it is, is told before anything is kept. */
export const WeekCopied: Story = {
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Qui reçoit, et quand');
    await reader.press('Ajouter une ouverture exceptionnelle');
    await reader.choose('who', 'Cabinet de la Haie');
    await reader.type('first', '21/11/2026');
    await reader.type('from', '9h');
    await reader.type('to', '12h');
    await reader.press('Retenir');
    await reader.press('Copier une semaine');
    await reader.choose('copy-from', 'Semaine du lundi 16 novembre');
    await reader.tick('Semaine du lundi 23 novembre');
    await reader.tick('Semaine du lundi 9 novembre');
    await reader.says('4 plages ne sont pas copiées');
  },
};

/** Two weeks to try the centre out: the days are marked, and a last day that comes too late is told. */
export const TrialPeriod: Story = {
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Qui reçoit, et quand');
    await reader.setTrial('16/11/2026', '29/11/2026');
    await reader.press('Planning');
    await reader.says('Nouveau : Période d’essai, du lundi 16 novembre au dimanche 29 novembre');
  },
};

/** A trial that ends before it begins. */
export const TrialReversed: Story = {
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Qui reçoit, et quand');
    await reader.setTrial('16/11/2026', '15/11/2026');
    await reader.says('Tapez un dernier jour qui ne vient pas avant le premier');
  },
};

/** Bookings that a closure leaves without a seat, each with a choice, before anything is published. */
export const BeforePublishing: Story = {
  args: { bookings: 2 },
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Qui reçoit, et quand');
    await reader.press('Ajouter une fermeture');
    await reader.press('Retenir');
    await reader.press('Publier…');
    await reader.says('2 rendez-vous n’ont plus de place');
  },
};

/** Somebody has published while changes were being made: theirs are told, and ours are kept. */
export const Meanwhile: Story = {
  async play({ canvasElement, loaded }) {
    const reader = readerOf(canvasElement);
    await reader.says('Qui reçoit, et quand');
    await reader.press('Ajouter une fermeture');
    await reader.type('first', '01/12/2026');
    await reader.press('Retenir');
    await (loaded as Loaded).stage.close('2026-12-24');
    await reader.press('Publier…');
    await reader.says('Quelqu’un a publié entre-temps');
  },
};

/** Nobody has said yet who receives when: the way to the first step. */
export const Empty: Story = {
  args: { isEmpty: true },
  play: ({ canvasElement }) => readerOf(canvasElement).says('Aucun planning'),
};

/** What is left to do before a new centre opens, each with the way there. */
export const Steps: Story = {
  args: { isEmpty: true },
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Aucun planning');
    await reader.press('Commencer');
    await reader.press('Retenir');
    await reader.press('Continuer, Lieux');
    await reader.type('name', 'Maison de l’Orme');
    await reader.press('Retenir');
    await reader.says('Mise en route');
  },
};

/** Communes being typed with their minutes to each site, one of which is no number. */
export const Communes: Story = {
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Qui reçoit, et quand');
    await reader.press('Lieux et équipe');
    await reader.press('Ajouter, Communes desservies');
    await reader.type('name', 'Pont-Neuf\nBois-d’Été');
    await reader.type('minutes-s-orme', '9\nune heure');
    await reader.press('Retenir');
    await reader.says('Tapez un nombre entier de minutes');
  },
};

/** Questions from a file, before they are in force. */
export const Questions: Story = {
  args: { isEmpty: true, role: 'structureAdmin' },
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Aucun planning');
    await reader.press('Commencer');
    await reader.press('Retenir');
    await reader.press('Remplir, Questions de gravité');
    await reader.attach('file', 'questions.json', JSON.stringify(documents.checklist));
    await reader.says('À mettre en vigueur');
  },
};

/** What a patient would find of the centre. */
export const DryRun: Story = {
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Qui reçoit, et quand');
    await reader.press('Lieux et équipe');
    await reader.press('Essai à blanc');
    await reader.says('Un patient peut réserver');
  },
};

/** What was left unpublished where the device keeps nothing. */
export const NotKept: Story = {
  args: { keepsNothing: true },
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Qui reçoit, et quand');
    await reader.press('Ajouter une fermeture');
    await reader.press('Retenir');
    await reader.says('Cet appareil ne les garde pas');
  },
};

/** Where, who and for what. */
export const SetUp: Story = {
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Qui reçoit, et quand');
    await reader.press('Lieux et équipe');
    await reader.says('MSP des Tilleuls, équipe B, lieu : MSP des Tilleuls');
  },
};

/** Volunteers being typed, one of whom is there already. */
export const Volunteers: Story = {
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Qui reçoit, et quand');
    await reader.press('Lieux et équipe');
    await reader.press('Ajouter, Volontaires');
    await reader.type('name', 'Dr M. Mélèze\nDr A. Alder');
    await reader.says('« Dr A. Alder » existe déjà');
  },
};

/** A file that is not taken: where it is wrong, and what would be right. */
export const FileRefused: Story = {
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Qui reçoit, et quand');
    await reader.press('Lieux et équipe');
    const [opening, ...openings] = documents.territory.openings;
    const wrong = { ...documents.territory, openings: [{ ...opening, from: '9h' }, ...openings], timezone: 'Paris' };
    await reader.attach('file', 'planning.json', JSON.stringify(wrong));
    await reader.says('n’est pas pris, et rien n’a changé');
  },
};

/** Patients to be called after a closure. */
export const ToCall: Story = {
  args: { bookings: 2, isClosed: true },
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Qui reçoit, et quand');
    await reader.press('À appeler');
    await reader.says('Essai Dominique');
  },
};

/** Who published what and why. */
export const History: Story = {
  args: { isClosed: true },
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Qui reçoit, et quand');
    await reader.press('Historique');
    await reader.says('Journée de formation');
  },
};

/** A doctor’s own ranges, for the calendar of her telephone. */
export const MyCalendar: Story = {
  args: { role: 'ines' },
  play: ({ canvasElement }) => readerOf(canvasElement).says('Il ne dit rien d’aucun patient'),
};

/** A doctor who may close and open ranges of her own. */
export const MyRanges: Story = {
  args: { role: 'ines', volunteersMay: ['close', 'open'] },
  play: ({ canvasElement }) => readerOf(canvasElement).says('Je suis absent plusieurs jours'),
};

/** Before she says that she cannot be there. */
export const Away: Story = {
  args: { role: 'ines', volunteersMay: ['close', 'open'], bookings: 1 },
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Mes plages à venir');
    await reader.press('Je suis absent plusieurs jours');
    await reader.type('first', '10/11/2026');
    await reader.type('last', '14/11/2026');
    await reader.press('Continuer');
    await reader.says('Fermer ces plages');
  },
};

/** A range more, with what is to be corrected. */
export const MyOpening: Story = {
  args: { role: 'ines', volunteersMay: ['open'] },
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Mes plages à venir');
    await reader.press('Ouvrir une plage de plus');
    await reader.type('date', '14/11/2027');
    await reader.type('from', '9h');
    await reader.press('Ouvrir');
    await reader.says('à corriger');
  },
};

/** The address that has just been made, which is shown this once. */
export const MyAddress: Story = {
  args: { role: 'ines' },
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Mon agenda');
    await reader.press('Mon agenda dans mon téléphone');
    await reader.says('Votre adresse secrète');
  },
};

/** When her own agenda says that she is busy, beside her ranges. */
export const MyBusyTimes: Story = {
  args: { role: 'ines', agenda: { text: BUSY }, volunteersMay: ['close', 'open'] },
  play: ({ canvasElement }) => readerOf(canvasElement).says('Agenda de agenda.exemple.fr'),
};

export const MyBusyTimesInEnglish: Story = {
  args: { role: 'ines', agenda: { text: BUSY }, language: 'en' },
  play: ({ canvasElement }) => readerOf(canvasElement).says('Calendar of agenda.exemple.fr'),
};

/** Where she gives its address, with what is to be corrected. */
export const MyAgendaAddress: Story = {
  args: { role: 'ines', agenda: { text: BUSY, ungiven: true } },
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Quand je suis pris ailleurs');
    await reader.press('Donner l’adresse de mon agenda');
    await reader.press('Lire cet agenda');
    await reader.says('Collez une adresse');
  },
};

/** Its host takes its time. */
export const MyAgendaBeingRead: Story = {
  args: { role: 'ines', agenda: { text: BUSY, until: new Promise<undefined>(() => undefined) } },
  play: ({ canvasElement }) => readerOf(canvasElement).says('En cours de lecture'),
};

/** The planning is there all the same. */
export const BusyTimesUnread: Story = {
  args: { agenda: { text: BUSY }, hasNoBusyTimes: true },
  play: ({ canvasElement }) => readerOf(canvasElement).says('n’ont pas pu être lues'),
};

/** There is something else at the address that she has given. */
export const MyAgendaUnread: Story = {
  args: { role: 'ines', agenda: { text: '<!doctype html><title>Connexion</title>' } },
  play: ({ canvasElement }) => readerOf(canvasElement).says('il n’y a pas d’agenda'),
};

/** A range more on an evening on which she is busy. */
export const MyOpeningBusy: Story = {
  args: { role: 'ines', agenda: { text: BUSY }, volunteersMay: ['open'] },
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Mes plages à venir');
    await reader.press('Ouvrir une plage de plus');
    await reader.type('date', '14/11/2026');
    await reader.type('from', '9h');
    await reader.type('to', '11h');
    await reader.says('Votre agenda est occupé');
  },
};

/** The coordinator types a range on hours on which who receives there is busy. */
export const RangeWhileBusy: Story = {
  args: { agenda: { text: BUSY } },
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Les huit prochaines semaines');
    await reader.press('Ajouter une ouverture exceptionnelle');
    await reader.choose('who', 'Cabinet de la Haie');
    await reader.type('first', '14/11/2026');
    await reader.type('from', '9h');
    await reader.type('to', '11h');
    await reader.says('Des agendas sont occupés');
  },
};

/** Whose agendas are read, and when they are busy. */
export const BusyVolunteers: Story = {
  args: { agenda: { text: BUSY } },
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Les huit prochaines semaines');
    await reader.press('Lieux et équipe');
    await reader.says('Quand les volontaires sont pris ailleurs');
  },
};

/** A secretary answers for no planning. */
export const NotAllowed: Story = {
  args: { role: 'secretary' },
  play: ({ canvasElement }) => readerOf(canvasElement).says('Vous n’avez pas accès'),
};

/** The server does not answer: that does not mean that nothing is planned. */
export const Unreachable: Story = {
  args: { isUnavailable: true },
  play: ({ canvasElement }) => readerOf(canvasElement).says('Le planning ne peut pas être lu'),
};

export const InEnglish: Story = {
  args: { language: 'en' },
  play: ({ canvasElement }) => readerOf(canvasElement).says('Who receives, and when'),
};

/** What a launch hands out on paper, and what is to be known before it is. */
export const LaunchPapers: Story = {
  args: { prints: true },
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Qui reçoit, et quand');
    await reader.press('Lieux et équipe');
    await reader.press('Affiche (PDF)');
    await reader.says('Avant de poser l’affiche');
  },
};
