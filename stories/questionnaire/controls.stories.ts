import type { QuestionnaireItem } from '@relais/sdk/questionnaire';
import type { Meta } from '@storybook/web-components-vite';
import { act, shared, type Args, type Story } from './template.ts';
import { aside, ask, choices, coding, control, core, display, exampleForm, form, group, sdc, unit } from './write.ts';

const meta: Meta<Args> = { ...shared, title: 'Questionnaire/Controls' };

export default meta;

const MOMENTS = ['Matin', 'Midi', 'Après-midi', 'Soir'];
const across = core('questionnaire-choiceOrientation', { valueCode: 'horizontal' });

/** Radio buttons for one choice, boxes for several, below or beside each other, and one box to tick. */
export const Boxes: Story = {
  args: {
    questionnaire: form('Vos disponibilités', [
      ask('choice', 'un', 'Moment préféré', { ...choices(...MOMENTS), extension: [control('radio-button')] }),
      ask('choice', 'plusieurs', 'Moments possibles', {
        repeats: true,
        ...choices(...MOMENTS),
        extension: [control('check-box'), across],
      }),
      ask('choice', 'ligne', 'Plutôt', { ...choices('Sur place', 'À domicile'), extension: [across] }),
      ask('boolean', 'accord', 'J’accepte un rappel par SMS', { required: true, extension: [control('check-box')] }),
    ]),
  },
  play: act(async (filler) => {
    await filler.choose('Moment préféré', 'Soir');
    await filler.choose('Moments possibles', 'Midi', 'Soir');
    await filler.choose('Plutôt', 'À domicile');
    await filler.tick('J’accepte');
    filler.has('un', 'Soir');
    filler.has('plusieurs', 'Midi', 'Soir');
    filler.has('ligne', 'À domicile');
    filler.has('accord', true);
  }),
};

/** A list that drops down; for several choices, or one that is not in it, a field that searches it. */
export const DropDown: Story = {
  args: {
    questionnaire: form('Votre venue', [
      ask('choice', 'un', 'Moyen de transport', {
        ...choices('À pied', 'Bus', 'Voiture', 'Taxi conventionné'),
        extension: [control('drop-down')],
      }),
      ask('choice', 'plusieurs', 'Langues parlées', {
        repeats: true,
        ...choices('Français', 'Anglais', 'Espagnol', 'Arabe', 'Langue des signes'),
        extension: [control('drop-down')],
      }),
      ask('open-choice', 'libre', 'Accompagnant', {
        ...choices('Conjoint', 'Enfant', 'Voisin'),
        extension: [control('drop-down')],
      }),
    ]),
  },
  play: act(async (filler) => {
    await filler.choose('Moyen de transport', 'Bus');
    filler.has('un', 'Bus');
    await filler.search('Chercher : Langues', 'sign', 'Langue des signes');
    await filler.search('Chercher : Langues', 'ang', 'Anglais');
    filler.has('plusieurs', 'Langue des signes', 'Anglais');
    await filler.type('Accompagnant', 'Ma filleule');
    filler.has('libre', 'Ma filleule');
  }),
};

const PROFESSIONS = [
  'Infirmière',
  'Infirmier en pratique avancée',
  'Kinésithérapeute',
  'Médecin généraliste',
  'Orthoptiste',
];

/** A list too long to be read is searched as the person types. */
export const Autocomplete: Story = {
  args: {
    questionnaire: form('Qui vous adresse ?', [
      ask('choice', 'profession', 'Profession', { ...choices(...PROFESSIONS), extension: [control('autocomplete')] }),
      ask('choice', 'commune', 'Commune', choices(...Array.from({ length: 40 }, (_, index) => `Commune ${index + 1}`))),
    ]),
  },
  play: act(async (filler) => {
    await filler.search('Profession', 'kine', 'Kinésithérapeute');
    filler.has('profession', 'Kinésithérapeute');
    await filler.search('Commune', '3', 'Commune 37');
    filler.has('commune', 'Commune 37');
  }),
};

/** A slider stands somewhere and is no answer until it is moved; both ends have words. */
export const Slider: Story = {
  args: {
    questionnaire: exampleForm('Douleur', [
      ask('integer', 'douleur', 'Intensité de la douleur', {
        extension: [
          control('slider'),
          core('minValue', { valueInteger: 0 }),
          core('maxValue', { valueInteger: 10 }),
          core('questionnaire-sliderStepValue', { valueInteger: 1 }),
        ],
        item: [aside('lower', 'bas', 'aucune'), aside('upper', 'haut', 'la pire imaginable')],
      }),
      ask('quantity', 'sommeil', 'Sommeil par nuit', {
        extension: [
          control('slider'),
          core('minValue', { valueDecimal: 0 }),
          core('maxValue', { valueDecimal: 12 }),
          core('questionnaire-sliderStepValue', { valueDecimal: 0.5 }),
          core('questionnaire-unitOption', { valueCoding: unit('h') }),
        ],
      }),
    ]),
  },
  play: act(async (filler) => {
    filler.has('douleur');
    await filler.type('Intensité', '7');
    filler.has('douleur', 7);
    filler.shows('la pire imaginable');
    await filler.type('Sommeil', '6.5');
    filler.has('sommeil', { unit: 'h', system: 'http://unitsofmeasure.org', code: 'h', value: 6.5 });
  }),
};

/** What helps to answer, beside and under the question: unit, help, prompt, more to read, law; above and below the form. */
export const Words: Story = {
  args: {
    questionnaire: exampleForm('Avec des mots en plus', [
      aside('header', 'haut', 'Centre de soins non programmés – Rives de Lorme'),
      group(
        'mesures',
        'Mesures',
        [
          ask('decimal', 'poids', 'Poids', {
            prefix: 'a.',
            item: [aside('unit', 'kg', 'kg'), aside('help', 'aide', 'Sans chaussures, le matin si possible.')],
          }),
          ask('integer', 'tour', 'Tour de taille', {
            prefix: 'b.',
            extension: [core('questionnaire-unit', { valueCoding: unit('cm') })],
            item: [aside('flyover', 'ou', 'au niveau du nombril'), aside('prompt', 'invite', 'Mesurez en expirant.')],
          }),
          ask('choice', 'tabac', 'Fumez-vous ?', {
            prefix: 'c.',
            ...prefixed('Oui', 'Non', 'Plus maintenant'),
            item: [aside('legal', 'loi', 'Cette réponse n’est pas transmise à votre mutuelle.')],
          }),
        ],
        { prefix: '1.' },
      ),
      aside('footer', 'bas', 'Pour effacer vos réponses : dpo@rives-de-lorme.example'),
    ]),
  },
  play: act(async (filler) => {
    filler.shows('kg', 'cm', 'Sans chaussures', 'au niveau du nombril', 'Mesurez en expirant', 'mutuelle');
    filler.shows('Rives de Lorme', 'dpo@');
    filler.same(
      filler.describes('a. Poids'),
      'kg Sans chaussures, le matin si possible.',
      'what is read with the field',
    );
    filler.same(filler.describes('b. Tour'), 'cm Mesurez en expirant.', 'what is read with the field');
    await filler.choose('c. Fumez-vous', 'C.');
    filler.has('tabac', 'Plus maintenant');
  }),
};

function prefixed(...words: readonly string[]): Pick<QuestionnaireItem, 'answerOption'> {
  return {
    answerOption: words.map((word, index) => ({
      valueCoding: coding(word),
      extension: [core('questionnaire-optionPrefix', { valueString: `${'ABC'[index] ?? ''}.` })],
    })),
  };
}

const BODY = drawing('<circle cx="60" cy="22" r="16"/><path d="M60 38v48M30 56h60M60 86l-20 32M60 86l20 32" />');
const FACES = ['M40 75q20 20 40 0', 'M40 78h40', 'M40 82q20 -18 40 0'].map((mouth) =>
  drawing(
    `<circle cx="60" cy="60" r="50"/><circle cx="42" cy="48" r="3"/><circle cx="78" cy="48" r="3"/><path d="${mouth}"/>`,
  ),
);

/** A picture drawn for these stories. */
function drawing(shapes: string): { contentType: string; data: string } {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120" width="120" height="120"><rect width="120" height="120" fill="#fff"/><g fill="none" stroke="#0a5c73" stroke-width="5">${shapes}</g></svg>`;
  return { contentType: 'image/svg+xml', data: btoa(svg) };
}

/** Pictures of a question and of its choices; what stands on another site is only linked to. */
export const Media: Story = {
  args: {
    questionnaire: exampleForm('Où et combien ?', [
      ask('string', 'ou', 'Où avez-vous mal ?', {
        extension: [sdc('itemMedia', { valueAttachment: { ...BODY, title: 'Silhouette de face' } })],
      }),
      ask('choice', 'visage', 'Quel visage vous ressemble ?', {
        extension: [across],
        answerOption: ['Content', 'Neutre', 'Triste'].map((word, index) => ({
          valueCoding: coding(word),
          extension: [sdc('itemAnswerMedia', { valueAttachment: { ...FACES[index] } })],
        })),
      }),
      display('film', 'Comment prendre sa température', {
        extension: [
          sdc('itemMedia', {
            valueAttachment: { contentType: 'video/mp4', url: 'https://films.example/temperature.mp4', title: 'Film' },
          }),
        ],
      }),
    ]),
  },
  play: act(async (filler) => {
    filler.same(
      [...filler.root.querySelectorAll('img')].map(({ alt }) => alt),
      ['Silhouette de face', '', '', ''],
      'pictures',
    );
    filler.same(filler.root.querySelector('video'), null, 'nothing is fetched from elsewhere');
    await filler.choose('Quel visage', 'Neutre');
    filler.has('visage', 'Neutre');
  }),
};

/** Texts with markup and styles of the form. What could act in the page is left out. */
export const Markup: Story = {
  args: {
    questionnaire: form('Consignes', [
      display('markdown', 'Ne prenez pas d’ibuprofène en même temps.', {
        _text: {
          extension: [core('rendering-markdown', { valueMarkdown: 'Ne prenez **pas** d’ibuprofène _en même temps_.' })],
        },
      }),
      display('xhtml', 'Revenez si la fièvre monte ou si la plaie suinte.', {
        _text: {
          extension: [
            core('rendering-xhtml', {
              valueString:
                '<div xmlns="http://www.w3.org/1999/xhtml">Revenez si :<ul><li>la fièvre <b>monte</b></li><li>la plaie suinte</li></ul><p onclick="document.title = 1">et appelez-nous.</p><script>document.title = 1</script></div>',
            }),
          ],
        },
      }),
      ask('boolean', 'compris', 'J’ai compris ces consignes', {
        _text: { extension: [core('rendering-style', { valueString: 'font-style: italic; position: fixed' })] },
      }),
    ]),
  },
  play: act(async (filler) => {
    const { title } = document;
    const bold = [...filler.root.querySelectorAll('strong, b')].map(({ textContent }) => textContent);
    filler.same(bold, ['pas', 'monte'], 'what is bold');
    filler.same(filler.root.querySelectorAll('script, [onclick]').length, 0, 'what could act');
    await filler.choose('J’ai compris', 'Oui');
    filler.same(document.title, title, 'the title of the page');
  }),
};

/** A control this software does not know is left to the type of the question. */
export const UnknownControl: Story = {
  args: {
    questionnaire: form('Un autre contrôle', [
      ask('integer', 'note', 'Votre note sur cinq', { extension: [control('etoiles')] }),
    ]),
  },
  play: act(async (filler) => {
    await filler.type('Votre note', '4');
    filler.has('note', 4);
  }),
};
