import '@relais/elements';
import type { Board, Dashboard } from '@relais/elements';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';
import { PaperPort, type PaperOptions } from '../indicator/paper.ts';
import { Reader, wordsOf } from '../indicator/reader.ts';

interface Args extends PaperOptions {
  readonly board: string;
  readonly language?: 'fr' | 'en';
  readonly compare?: Dashboard['compare'];
  readonly boards?: readonly Board[];
  readonly indicators?: string;
  readonly from?: string;
  readonly to?: string;
}
type Story = StoryObj<Args>;

const meta: Meta<Args> = {
  title: 'Dashboard',
  component: 'relais-dashboard',
  args: { board: 'access', language: 'fr' },
  argTypes: {
    language: { control: 'inline-radio', options: ['fr', 'en'] },
    board: {
      control: 'select',
      options: ['live', 'protocols', 'access', 'pathways', 'contract', 'territory', 'load', 'opening'],
    },
  },
  render: ({ board, language, compare, boards, indicators, from, to, ...options }): TemplateResult =>
    html`<relais-dashboard
      .port=${new PaperPort(options)}
      .boards=${boards ?? []}
      board=${board}
      indicators=${indicators ?? nothing}
      from=${from ?? nothing}
      to=${to ?? nothing}
      compare=${compare ?? nothing}
      language=${language ?? nothing}
    ></relais-dashboard>`,
};

export default meta;

function act(does: (reader: Reader<Dashboard>) => Promise<void>): NonNullable<Story['play']> {
  return async ({ canvasElement }) => {
    const dashboard = canvasElement.querySelector('relais-dashboard');
    if (!dashboard) throw new Error('The story shows no dashboard');
    await does(new Reader(dashboard));
  };
}

function advised(suggests: NonNullable<PaperOptions['suggests']>, words: string): Story {
  return { args: { board: 'territory', suggests }, play: act((reader) => reader.says(words)) };
}

/** All figures have come, and say something. */
const shown = async (reader: Reader<Dashboard>) => {
  const figures = () => [...reader.root.querySelectorAll('relais-indicator')];
  await reader.until('all figures', () => figures().length > 0 && figures().every(isThere));
};

function isThere({ shadowRoot }: Element): boolean {
  const text = wordsOf(shadowRoot?.querySelector('.root'));
  return text.length > 0 && !text.includes('Lecture') && !text.includes('Reading');
}

export const Live: Story = { args: { board: 'live' }, play: act(shown) };
export const Protocols: Story = { args: { board: 'protocols', compare: 'previous' }, play: act(shown) };
export const Access: Story = { play: act(shown) };
export const Pathways: Story = { args: { board: 'pathways' }, play: act(shown) };
export const Territory: Story = { args: { board: 'territory', compare: 'sameLastYear' }, play: act(shown) };
/** Nothing speaks for a protocol; there are too few years; no answer came. */
export const TerritoryUsual = advised('nothing', 'aucun motif n’est au-dessus de l’habitude');
export const TerritoryEarly = advised('early', 'il faut deux années de demandes');
export const TerritoryUnread = advised('unreachable', 'Le serveur ne répond pas');
export const Opening: Story = { args: { board: 'opening' }, play: act(shown) };
export const Load: Story = { args: { board: 'load' }, play: act(shown) };
export const English: Story = { args: { board: 'access', language: 'en' }, play: act(shown) };
/** Figures a page names itself. */
export const Chosen: Story = { args: { indicators: 'SNP-01 SNP-06 SNP-01:trend' }, play: act(shown) };

/** One of them is drawn as nothing that is known: it is said to be left out. */
export const Unread: Story = {
  args: { indicators: 'SNP-01 SNP-06:pie' },
  play: act(async (reader) => {
    await reader.says('Un chiffre demandé n’a pas pu être lu');
    await shown(reader);
  }),
};

/** A filter that some figures do not have: those say so. */
export const Filtered: Story = {
  play: act(async (reader) => {
    await shown(reader);
    await reader.choose('filter-0', 'ageBand');
    await reader.choose('filter-0-value', '75+');
    await reader.says('Filtré');
    await shown(reader);
  }),
};
const contract = (args: Partial<Args>, ...says: readonly string[]): Story => ({
  args: { board: 'contract', ...args },
  play: act(async (reader) => {
    for (const words of says) await reader.says(words);
  }),
});
/** What the missions of the contract would bring: a help, and said to be no claim. */
export const Contract: Story = {
  args: { board: 'contract' },
  play: act(async (reader) => {
    await reader.says('ni dus, ni demandés');
    await reader.says('La période n’est pas terminée');
    await reader.press('Réponse sous 24 h');
    await shown(reader);
  }),
};
export const ContractEnglish = contract({ language: 'en' }, 'A help to calculate', 'Typed by hand');
/** What few patients stand behind has no amount: it is told between what it lies. */
export const ContractHidden = contract({ mood: 'hidden' }, 'masqué', 'entre');
export const ContractIncalculable = contract({ mood: 'incalculable' }, 'Non calculable');
export const ContractEarly = contract({ mood: 'early' }, 'Rien n’est encore comptable');
export const ContractIllustrative = contract({ contract: 'illustrative' }, 'inventé pour la démonstration');
export const ContractToCome = contract({ contract: 'toCome' }, 'La période n’a pas commencé');
export const ContractSilent = contract({ contract: 'silent' }, 'Aucune période du contrat ne couvre aujourd’hui');
export const ContractNone = contract({ contract: 'none' }, 'Aucun contrat n’est saisi');
export const ContractForbidden = contract({ contract: 'forbidden' }, 'réservé à la coordination');
export const ContractUnreachable = contract({ contract: 'unreachable' }, 'Le serveur ne répond pas');
export const ContractTyped: Story = {
  args: { board: 'contract' },
  play: act(async (reader) => {
    await reader.press('Modifier cette période');
    await reader.says('Recopiez votre contrat');
  }),
};
/** Every answer that cannot be taken is named with its mission, and leads to its field. */
export const ContractRefused: Story = {
  args: { board: 'contract' },
  play: act(async (reader) => {
    await reader.press('Modifier cette période');
    await reader.type('mission-0-fixed', 'beaucoup');
    await reader.type('mission-1-indicator-0-weight', '90,5');
    await reader.press('Enregistrer le contrat');
    await reader.says('2 réponses à corriger');
  }),
};
/** Somebody else was quicker: they are told, and nothing that was typed is lost. */
export const ContractOvertaken: Story = {
  args: { board: 'contract', contract: 'overtaken' },
  play: act(async (reader) => {
    await reader.press('Modifier cette période');
    await reader.type('mission-0-fixed', '21 000');
    await reader.press('Enregistrer le contrat');
    await reader.says('Quelqu’un a enregistré une autre version');
  }),
};

/** A period that cannot be: one message, and no figures that would be mistaken for an answer. */
export const Inverted: Story = {
  args: { from: '2026-11-30', to: '2026-01-01' },
  play: act((reader) => reader.says('La fin est avant le début')),
};
export const Sentence: Story = {
  play: act(async (reader) => {
    await reader.press('Emporter');
    await reader.press('La semaine en une phrase');
    await reader.says('Prête à envoyer');
  }),
};
/** The four figures of a protocol for the agency, to be copied; this year is not over. */
export const Declaration: Story = {
  args: { board: 'protocols' },
  play: act(async (reader) => {
    await reader.press('Emporter');
    await reader.press('Déclaration annuelle (D.4011-4)');
    await reader.says('À copier dans la déclaration');
    await reader.choose('declared-year', '2026');
    await reader.says('n’est pas finie');
  }),
};
/** They are complete: who may not see small numbers is told who may. */
export const DeclarationForbidden: Story = {
  args: { board: 'protocols', mayNotDeclare: true },
  play: act(async (reader) => {
    await reader.press('Emporter');
    await reader.press('Déclaration annuelle (D.4011-4)');
    await reader.says('réservés à l’administration');
  }),
};
/** What can be taken away, the report of the year among it. */
export const Taken: Story = {
  play: act(async (reader) => {
    await reader.press('Emporter');
    await reader.says('PDF, avec les images');
    await reader.says('Rapport d’activité 2026 (Word)');
  }),
};
export const Composed: Story = {
  play: act(async (reader) => {
    await reader.press('Composer un tableau');
    await reader.says('Nom du tableau');
  }),
};

const edited = (
  keeps: PaperOptions['keeps'],
  ...does: readonly ((reader: Reader<Dashboard>) => Promise<void>)[]
): Story => ({
  args: { board: 'board-lundi', keeps: keeps ?? 'kept' },
  play: act(async (reader) => {
    await shown(reader);
    await reader.press('Modifier ce tableau');
    await reader.says('dans la liste de tous ceux qui lisent les indicateurs');
    for (const one of does) await one(reader);
  }),
});
const says = (words: string) => (reader: Reader<Dashboard>) => reader.says(words);
const press = (label: string) => (reader: Reader<Dashboard>) => reader.press(label);

/** A board of the structure: whoever may changes it. */
export const Kept: Story = {
  args: { board: 'board-lundi', keeps: 'kept' },
  play: act(async (reader) => {
    await shown(reader);
    await reader.says('Modifier ce tableau');
  }),
};
/** Whoever reads them alone has no buttons for them. */
export const KeptReadOnly: Story = {
  args: { board: 'board-lundi', keeps: 'readOnly' },
  play: act(async (reader) => {
    await shown(reader);
    await reader.says('Réunion du lundi');
    if (reader.text.includes('Modifier ce tableau')) throw new Error('A reader is offered what is refused to them');
  }),
};
/** One of its figures is of no registry any more: its place says so, and the others are there. */
export const KeptUnknown: Story = {
  args: { board: 'board-hiver', keeps: 'kept' },
  play: act(async (reader) => {
    await shown(reader);
    await reader.until('the place of SNP-99', () =>
      [...reader.root.querySelectorAll('relais-indicator')].some(({ shadowRoot }) =>
        wordsOf(shadowRoot?.querySelector('.root')).includes('Cet indicateur n’existe pas'),
      ),
    );
  }),
};
export const KeptLost: Story = {
  args: { board: 'board-parti', keeps: 'kept' },
  play: act(says('Ce tableau n’existe pas, ou n’existe plus')),
};
export const KeptUnread: Story = {
  args: { keeps: 'unreachable' },
  play: act(async (reader) => {
    await reader.says('n’ont pas pu être lus');
    await shown(reader);
  }),
};
export const KeptAwaited: Story = {
  args: { board: 'board-lundi', keeps: 'slow' },
  play: act(says('Lecture des tableaux de la structure')),
};
/** What came with an address is not kept yet. */
export const Unkept: Story = {
  args: { indicators: 'SNP-01 SNP-06 SNP-01:trend', keeps: 'kept' },
  play: act(async (reader) => {
    await shown(reader);
    await reader.press('Enregistrer ce tableau');
    await reader.says('Montrer sans enregistrer');
  }),
};
export const UnkeptReadOnly: Story = {
  args: { keeps: 'readOnly' },
  play: act(async (reader) => {
    await shown(reader);
    await reader.press('Composer un tableau');
    await reader.says('Seules la coordination et l’administration');
  }),
};
export const Edited = edited('kept');
export const EditedTwice = edited(
  'kept',
  (reader) => reader.type('board-name', 'suivi de l’HIVER'),
  press('Enregistrer le tableau'),
  says('Un autre tableau porte ce nom'),
);
/** Somebody else was quicker: they are told what has changed, and nothing is lost. */
export const EditedOvertaken = edited(
  'overtaken',
  (reader) => reader.type('board-name', 'Réunion hebdomadaire'),
  press('Enregistrer le tableau'),
  says('Quelqu’un a modifié ce tableau'),
  says('Réunion du mardi'),
);
export const EditedGone = edited(
  'deleted',
  (reader) => reader.type('board-name', 'Réunion hebdomadaire'),
  press('Enregistrer le tableau'),
  says('Quelqu’un a supprimé ce tableau'),
);
export const EditedUnreachable = edited(
  'lostLater',
  (reader) => reader.type('board-name', 'Réunion hebdomadaire'),
  press('Enregistrer le tableau'),
  says('votre choix est toujours là'),
);
export const Deleted = edited('kept', press('Supprimer ce tableau'), says('pour toute la structure'));
export const EditedEnglish: Story = {
  args: { board: 'board-lundi', keeps: 'overtaken', language: 'en' },
  play: act(async (reader) => {
    await shown(reader);
    await reader.press('Change this board');
    await reader.type('board-name', 'Weekly meeting');
    await reader.press('Save the board');
    await reader.says('Somebody has changed this board');
  }),
};
export const Full: Story = {
  args: { keeps: 'full' },
  play: act(async (reader) => {
    await shown(reader);
    await reader.press('Composer un tableau');
    await reader.type('board-name', 'Un de trop');
    await reader.press('Enregistrer le tableau');
    await reader.says('déjà cinquante tableaux');
  }),
};
export const Verify: Story = {
  play: act(async (reader) => {
    await reader.press('Emporter');
    await reader.press('Vérifier un fichier');
    await reader.says('dit s’il a été modifié');
  }),
};
export const Forbidden: Story = { args: { code: 'forbidden' }, play: act((reader) => reader.says('sont réservés')) };
export const Unreachable: Story = {
  args: { code: 'unreachable' },
  play: act((reader) => reader.says('Le serveur ne répond pas')),
};
export const Loading: Story = { args: { isSlow: true }, play: act((reader) => reader.says('Lecture')) };
