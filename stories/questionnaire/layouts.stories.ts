import type { QuestionnaireItem } from '@relais/sdk/questionnaire';
import type { Meta } from '@storybook/web-components-vite';
import { act, shared, type Args, type Story } from './template.ts';
import { ask, choices, control, exampleForm, group, sdc } from './write.ts';

const meta: Meta<Args> = { ...shared, title: 'Questionnaire/Layouts' };

export default meta;

function page(linkId: string, text: string, item: QuestionnaireItem[]): QuestionnaireItem {
  return group(linkId, text, item, { extension: [control('page')] });
}

const paged = exampleForm('Avant une opération', [
  page('vous', 'Vous', [
    ask('string', 'nom', 'Nom de naissance', { required: true }),
    ask('integer', 'age', 'Âge', { required: true }),
  ]),
  page('sante', 'Votre santé', [
    ask('boolean', 'allergie', 'Avez-vous une allergie connue ?'),
    ask('text', 'traitements', 'Traitements en cours'),
  ]),
  page('retour', 'Votre retour', [
    ask('choice', 'qui', 'Qui vous raccompagne ?', choices('Un proche', 'Un taxi', 'Personne')),
  ]),
]);

/** One page at a time. What is missing on it is told before the next one is shown. */
export const Pages: Story = {
  args: { questionnaire: paged },
  play: act(async (filler) => {
    filler.shows('Page 1 sur 3');
    await filler.type('Nom de naissance', 'Delaunay');
    await filler.press('Suivant');
    filler.tells('Réponse obligatoire.');
    await filler.type('Âge', '46');
    await filler.press('Suivant');
    filler.shows('Page 2 sur 3', 'Traitements en cours');
    filler.hides('Nom de naissance');
  }),
};

/** All answers once more before the end; each leads back to its field. */
export const Review: Story = {
  args: { questionnaire: paged },
  play: act(async (filler) => {
    await filler.type('Nom de naissance', 'Delaunay');
    await filler.type('Âge', '46');
    await filler.press('Suivant');
    await filler.choose('Avez-vous une allergie', 'Non');
    await filler.press('Suivant');
    await filler.choose('Qui vous raccompagne', 'Un proche');
    await filler.press('Suivant');
    await filler.until('the review is shown', () => filler.text.includes('Relecture'));
    filler.shows('Delaunay', 'Un proche', 'Terminer');
    await filler.press('Modifier : Âge');
    await filler.until('its page is shown', () => filler.text.includes('Page 1 sur 3'));
    filler.same(filler.focused?.id, filler.field('Âge').id, 'the field has the focus');
    for (const _page of [1, 2, 3]) await filler.press('Suivant');
    await filler.until('the review is shown', () => filler.text.includes('Relecture'));
  }),
};

/** One group of several at a time, in any order. An error is told on its tab. */
export const Tabs: Story = {
  args: {
    questionnaire: exampleForm('Bilan', [
      group(
        'bilan',
        'Bilan de la marche',
        [
          group('avant', 'Avant', [ask('integer', 'distance', 'Distance en six minutes (m)', { required: true })]),
          group('apres', 'Après', [
            ask('integer', 'pouls', 'Pouls à l’arrivée'),
            ask('string', 'gene', 'Gêne ressentie'),
          ]),
          group('avis', 'Avis', [ask('text', 'suite', 'Suite proposée')]),
        ],
        { extension: [control('tab-container')] },
      ),
    ]),
  },
  play: act(async (filler) => {
    filler.shows('Distance en six minutes');
    filler.hides('Pouls à l’arrivée');
    await filler.press('Après');
    await filler.type('Pouls', '112');
    filler.has('pouls', 112);
    filler.hides('Distance en six minutes');
  }),
};

/** Groups that fold: one open, one closed at first. An error inside a closed one opens it when it is gone to. */
export const Collapsible: Story = {
  args: {
    questionnaire: exampleForm('Antécédents', [
      group('proches', 'Dans la famille', [ask('boolean', 'diabete', 'Diabète')], {
        extension: [sdc('collapsible', { valueCode: 'default-open' })],
      }),
      group(
        'anciens',
        'Plus anciens',
        [ask('boolean', 'operation', 'Avez-vous été opéré ?'), ask('string', 'quoi', 'De quoi ?', { required: true })],
        { extension: [sdc('collapsible', { valueCode: 'default-closed' })] },
      ),
    ]),
  },
  play: act(async (filler) => {
    const folds = () => [...filler.root.querySelectorAll<HTMLDetailsElement>('details.group')].map(({ open }) => open);
    filler.same(folds(), [true, false], 'which are open');
    await filler.press('Plus anciens');
    await filler.choose('Avez-vous été opéré', 'Oui');
    await filler.press('Plus anciens');
    await filler.press('Terminer');
    await filler.press('De quoi');
    await filler.until('the error is shown', () => folds()[1] === true);
    filler.tells('Réponse obligatoire.');
  }),
};

/** Each repetition is a row; cards where there is no room for columns. */
export const RowsByRepetition: Story = {
  args: {
    questionnaire: exampleForm('Traitements', [
      group(
        'traitement',
        'Médicaments pris chaque jour',
        [
          ask('string', 'nom', 'Médicament'),
          ask('integer', 'dose', 'Comprimés'),
          ask('choice', 'moment', 'Moment', { ...choices('Matin', 'Midi', 'Soir'), extension: [control('drop-down')] }),
        ],
        { repeats: true, extension: [control('gtable')] },
      ),
    ]),
  },
  play: act(async (filler) => {
    await filler.type('Ligne 1 – Médicament', 'Ramipril 5 mg');
    await filler.type('Ligne 1 – Comprimés', '1');
    await filler.choose('Ligne 1 – Moment', 'Matin');
    await filler.press('Ajouter');
    await filler.type('Ligne 2 – Médicament', 'Metformine 500 mg');
    filler.has('nom', 'Ramipril 5 mg', 'Metformine 500 mg');
    filler.has('moment', 'Matin');
  }),
};

const OFTEN = choices('Jamais', 'Parfois', 'Souvent');

/** Questions with the same answers: a row each, an answer a column (`table`, `htable`). */
export const RowsByQuestion: Story = {
  args: {
    questionnaire: exampleForm('Ces sept derniers jours', [
      group(
        'lignes',
        'À quelle fréquence avez-vous été gêné pour…',
        [ask('choice', 'marcher', 'Marcher', OFTEN), ask('choice', 'dormir', 'Dormir', { ...OFTEN, required: true })],
        { extension: [control('table')] },
      ),
      group('colonnes', 'Et pour…', [ask('choice', 'manger', 'Manger', OFTEN), ask('choice', 'lire', 'Lire', OFTEN)], {
        extension: [control('htable')],
      }),
    ]),
  },
  play: act(async (filler) => {
    await filler.chooseCell('Marcher – Parfois');
    await filler.chooseCell('Lire – Jamais');
    filler.has('marcher', 'Parfois');
    filler.has('lire', 'Jamais');
  }),
};

/** Groups with the same questions: a row each, a question a column. */
export const Grid: Story = {
  args: {
    questionnaire: exampleForm('Constantes', [
      group('grille', 'Relevé', [row('matin', 'Matin'), row('soir', 'Soir')], { extension: [control('grid')] }),
    ]),
  },
  play: act(async (filler) => {
    await filler.type('Matin – Température (°C)', '37,2');
    await filler.type('Soir – Température (°C)', '38,1');
    await filler.type('Soir – Pouls', '88');
    filler.has('matin-temperature', 37.2);
    filler.has('soir-temperature', 38.1);
    filler.has('soir-pouls', 88);
  }),
};

function row(linkId: string, text: string): QuestionnaireItem {
  return group(linkId, text, [
    ask('decimal', `${linkId}-temperature`, 'Température (°C)'),
    ask('integer', `${linkId}-pouls`, 'Pouls'),
  ]);
}
