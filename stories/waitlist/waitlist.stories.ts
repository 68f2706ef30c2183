import '@relais/elements';
import type { Waitlist } from '@relais/elements';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';
import type { DeskSettings, StructureSettings, Territory } from '@relais/model';
import desk from '../../demo/desks/desk.json' with { type: 'json' };
import settings from '../../demo/structures/rives-de-lorme.json' with { type: 'json' };
import territory from '../../demo/territories/rives-de-lorme.json' with { type: 'json' };
import { DoctorStage } from '../doctor-answer/doctor-stage.ts';
import { Caller } from './colleague.ts';
import { DeskStage, morning, type Colleague, type DeskDocuments } from './desk-stage.ts';

interface Args {
  readonly language?: 'fr' | 'en';
  readonly density?: 'comfortable' | 'compact';
  readonly view?: Waitlist['view'];
  /** Who sits in front of it. */
  readonly who?: Colleague;
  readonly isSignedOut?: boolean;
}
type Story = StoryObj<Args>;

const documents: DeskDocuments = {
  settings: settings as unknown as StructureSettings,
  territory: territory as unknown as Territory,
  desk: desk as unknown as DeskSettings,
};
const stages = new WeakMap<object, DeskStage>();
const doctorStages = new WeakMap<object, DoctorStage>();

const meta: Meta<Args> = {
  title: 'Waitlist',
  component: 'relais-waitlist',
  args: { language: 'fr', who: 'hugo' },
  argTypes: {
    language: { control: 'inline-radio', options: ['fr', 'en'] },
    density: { control: 'inline-radio', options: ['comfortable', 'compact'] },
  },
  render: ({ language, density, view, who = 'hugo', isSignedOut }): TemplateResult => {
    const stage = new DeskStage(documents);
    const client = stage.clientOf(who, !isSignedOut);
    stages.set(client, stage);
    return html`<relais-waitlist
      .client=${client}
      language=${language ?? nothing}
      density=${density ?? nothing}
      view=${view ?? nothing}
    ></relais-waitlist>`;
  },
};

export default meta;

/** What happens once the board is there, and what is seen then. */
function act(does: (stage: DeskStage, caller: Caller) => Promise<void>): NonNullable<Story['play']> {
  return async ({ canvasElement }) => {
    const board = canvasElement.querySelector('relais-waitlist');
    const stage = board?.client && stages.get(board.client);
    if (!board || !stage) throw new Error('The story shows no board');
    await does(stage, new Caller(board));
  };
}

/** A morning at the desk: who waits, and what two colleagues have done so far. */
async function begin(stage: DeskStage, caller: Caller): Promise<string[]> {
  const ids = await stage.add(...morning);
  await stage.act('ines', ids[3] ?? '', { kind: 'claim' });
  await stage.act('nadia', ids[6] ?? '', { kind: 'claim' }, { kind: 'notReached' });
  await caller.until(
    'the morning',
    () => caller.rows.length === morning.length && /Benali|Vous depuis/.test(caller.text),
  );
  return ids;
}

const inTheMorning = (does: (stage: DeskStage, caller: Caller, ids: string[]) => Promise<void>) =>
  act(async (stage, caller) => does(stage, caller, await begin(stage, caller)));

const look = inTheMorning(() => Promise.resolve());

/** Who waits, in the order they are called; the reason of each rank in words. */
export const Morning: Story = { play: look };
export const English: Story = {
  args: { language: 'en' },
  play: act(async (stage, caller) => {
    await stage.add(...morning);
    await caller.says('8 people waiting');
  }),
};

/** A seat was given back with time to spare short: the desk telephones, in order, and says how each call went. */
export const FreedSeat: Story = {
  play: inTheMorning(async (stage, caller) => {
    await stage.giveBack();
    await caller.says('À proposer par téléphone');
  }),
};

/** Many rows at a glance. */
export const Compact: Story = { args: { density: 'compact' }, play: look };

/** A call is taken: it is nobody else's, and the row says what may follow. */
export const Taken: Story = {
  play: inTheMorning(async (_, caller) => {
    await caller.press('Prendre', 'Abiven');
    await caller.says('Appel pris');
  }),
};

/** Reached: what follows. */
export const Reached: Story = {
  play: inTheMorning(async (_, caller) => {
    await caller.press('Prendre', 'Abiven');
    await caller.says('Appel pris');
    await caller.press('Joint', 'Abiven');
  }),
};

/** Nobody answered: called again later, and the attempt is counted. */
export const NotReached: Story = {
  play: inTheMorning(async (_, caller) => {
    await caller.press('Prendre', 'Abiven');
    await caller.says('Appel pris');
    await caller.choose('Pas joint', 'Rappeler dans 30', 'Abiven');
    await caller.says('1 essai');
  }),
};

/** Ended, with the way back. */
export const SeatFound: Story = {
  play: inTheMorning(async (_, caller) => {
    await caller.press('Prendre', 'Abiven');
    await caller.says('Appel pris');
    await caller.choose('Joint', 'Créneau trouvé', 'Abiven');
    await caller.says('Créneau trouvé : Abiven');
  }),
};

/** A clinician sees the calls that are theirs alone to take. */
export const AsClinician: Story = {
  args: { who: 'ines' },
  play: inTheMorning((_, caller) => caller.says('Vous')),
};

/** Something to be known by colleagues, without clinical detail. */
export const WritingANote: Story = {
  play: inTheMorning(async (_, caller) => {
    await caller.choose('Plus', 'Écrire une note', 'Abiven');
  }),
};

export const ChangingTheClass: Story = {
  play: inTheMorning(async (_, caller) => {
    await caller.choose('Plus', 'Changer de classe', 'Abiven');
  }),
};

/** Rows keep their place while somebody is at them; what is new waits below. */
export const OrderHasChanged: Story = {
  play: inTheMorning(async (stage, caller) => {
    caller.row('Abiven').focus();
    await stage.add({ since: 3, class: 'red', phone: '0639980031', familyName: 'Quéré', givenName: 'Alan' });
    await caller.says('L’ordre a changé');
  }),
};

/** Without a network the last list stays, with its age, and what is done waits. */
export const Offline: Story = {
  play: inTheMorning(async (stage, caller) => {
    stage.setOnline('hugo', false);
    await caller.says('Hors connexion');
    await caller.press('Prendre', 'Abiven');
    await caller.says('Un changement à envoyer');
  }),
};

/** Somebody else was quicker: the person decides anew. */
export const CameBack: Story = {
  play: inTheMorning(async (stage, caller, ids) => {
    stage.setOnline('hugo', false);
    await caller.says('Hors connexion');
    await caller.press('Prendre', 'Abiven');
    await caller.says('Un changement à envoyer');
    await stage.act('sarah', ids[2] ?? '', { kind: 'claim' });
    stage.setOnline('hugo', true);
    await caller.says('Sarah Oualid a pris cet appel');
  }),
};

export const Shortcuts: Story = {
  play: inTheMorning(async (_, caller) => {
    await caller.press('Raccourcis clavier');
  }),
};

export const ThreeHundred: Story = {
  args: { density: 'compact' },
  play: act(async (stage, caller) => {
    const names = ['Abiven', 'Berthelot', 'Caradec', 'Delmas', 'Ehrmann', 'Fournier', 'Guivarch', 'Hamon', 'Idrissi'];
    await stage.add(
      ...Array.from({ length: 300 }, (_, index) => ({
        since: (index * 37) % 500,
        class: ['a', 'b', 'c', 'd'][index % 4] ?? 'b',
        phone: `06399${String(80_100 + index)}`,
        familyName: names[index % names.length] ?? 'Abiven',
        givenName: 'Camille',
      })),
    );
    await caller.until('300 rows', () => caller.rows.length === 300);
  }),
};

export const Empty: Story = { play: act((_, caller) => caller.says('Personne n’attend')) };

/** The list is on its way. */
export const Loading: Story = {
  play: act(async (stage) => {
    (await stage.backend()).delay(120_000);
  }),
};

/** For a screen in the office. */
export const Wall: Story = {
  args: { view: 'wall' },
  play: act(async (stage, caller) => {
    await stage.add(...morning);
    await caller.says('Dépassé');
  }),
};

export const WallEmpty: Story = { args: { view: 'wall' }, play: act((_, caller) => caller.says('Personne n’attend')) };

export const Forbidden: Story = {
  args: { who: 'claire' },
  play: act((_, caller) => caller.says('Vous n’avez pas accès')),
};

export const SignedOut: Story = {
  args: { isSignedOut: true },
  play: act((_, caller) => caller.says('Votre session est terminée')),
};

/** The treating doctor first: one has the link, one is to be telephoned, one sees the patient, one cannot. */
export const DoctorFirst: Story = {
  render: ({ language, density, view }): TemplateResult => {
    const stage = new DoctorStage(documents);
    const client = stage.desk.clientOf('hugo');
    doctorStages.set(client, stage);
    return html`<relais-waitlist
      .client=${client}
      language=${language ?? nothing}
      density=${density ?? nothing}
      view=${view ?? nothing}
    ></relais-waitlist>`;
  },
  play: async ({ canvasElement }) => {
    const board = canvasElement.querySelector('relais-waitlist');
    const stage = board?.client && doctorStages.get(board.client);
    if (!board || !stage) throw new Error('The story shows no board');
    await stage.ask({ phone: '0639980031', familyName: 'Abiven', givenName: 'Yann' });
    await stage.ask({ phone: '0639980032', familyName: 'Ferrand', givenName: 'Odile' }, 'Sorel');
    const seen = await stage.ask({ phone: '0639980033', familyName: 'Nguyen', givenName: 'Linh' });
    const refused = await stage.ask({ phone: '0639980034', familyName: 'Zidane', givenName: 'Karim' });
    await stage.desk.act('nadia', seen, { kind: 'doctorAnswered', answer: 'sees' });
    await stage.desk.act('nadia', refused, { kind: 'doctorAnswered', answer: 'cannot' });
    await new Caller(board).until('all four are there', () => {
      const text = board.shadowRoot?.textContent ?? '';
      return /a le lien|has the link/.test(text) && /ne peut pas|cannot/.test(text);
    });
  },
};
export const DoctorFirstEnglish: Story = { ...DoctorFirst, args: { language: 'en' } };
