import type { Meta } from '@storybook/web-components-vite';
import { act, shared, type Args, type Story } from './template.ts';
import { ask, choices, core, display, exampleForm, form, group, unit } from './write.ts';

const meta: Meta<Args> = { ...shared, title: 'Questionnaire/Items' };

export default meta;

/** Groups name what they hold, one inside the other. */
export const Groups: Story = {
  args: {
    questionnaire: form('Fiche de contact', [
      group(
        'personne',
        'La personne',
        [
          ask('string', 'nom', 'Nom de naissance'),
          group(
            'adresse',
            'Son adresse',
            [ask('string', 'voie', 'Numéro et voie'), ask('string', 'commune', 'Commune')],
            {
              prefix: '1.1',
            },
          ),
        ],
        { prefix: '1' },
      ),
      group('aidant', 'La personne à prévenir', [ask('string', 'lien', 'Lien avec la personne')], { prefix: '2' }),
    ]),
  },
  play: act(async (filler) => {
    await filler.type('Commune', 'Saint-Aubin-des-Prés');
    const [first] = (filler.element.response as { item: object[] }).item;
    const answer = [{ valueString: 'Saint-Aubin-des-Prés' }];
    const inner = { linkId: 'adresse', text: 'Son adresse', item: [{ linkId: 'commune', text: 'Commune', answer }] };
    filler.same(first, { linkId: 'personne', text: 'La personne', item: [inner] }, 'the group in the response');
  }),
};

/** Texts to read, between the questions. */
export const Displays: Story = {
  args: {
    questionnaire: form('Avant votre venue', [
      display('consigne', 'Apportez votre carte Vitale et vos ordonnances en cours.', { prefix: 'À savoir' }),
      ask('boolean', 'accompagne', 'Serez-vous accompagné ?'),
      display('fin', 'En cas d’aggravation, appelez le 15 sans attendre.'),
    ]),
  },
  play: act(async (filler) => {
    await filler.choose('Serez-vous accompagné', 'Oui');
    filler.shows('À savoir', 'appelez le 15');
    filler.same(filler.element.issues, [], 'nothing is asked of texts');
  }),
};

/** Yes and no; what is not answered is neither. */
export const Booleans: Story = {
  args: {
    questionnaire: exampleForm('Antécédents', [
      ask('boolean', 'allergie', 'Avez-vous une allergie connue ?'),
      ask('boolean', 'grossesse', 'Êtes-vous enceinte ?', { required: true }),
    ]),
  },
  play: act(async (filler) => {
    await filler.choose('Avez-vous une allergie', 'Non');
    filler.has('allergie', false);
    await filler.until('the answer can be taken back', () => filler.text.includes('Effacer'));
    await filler.press('Effacer');
    filler.has('allergie');
    await filler.choose('Êtes-vous enceinte', 'Oui');
    filler.has('grossesse', true);
  }),
};

/** Written with a comma in French. */
export const Decimals: Story = {
  args: {
    questionnaire: exampleForm('Constantes', [
      ask('decimal', 'temperature', 'Température'),
      ask('decimal', 'glycemie', 'Glycémie capillaire', {
        extension: [core('questionnaire-unit', { valueCoding: unit('g/L') })],
      }),
    ]),
  },
  play: act(async (filler) => {
    await filler.type('Température', '38,5');
    filler.has('temperature', 38.5);
    await filler.type('Glycémie', 'un peu haute');
    filler.has('glycemie');
    filler.tells('Indiquez un nombre.');
  }),
};

/** Whole numbers only. */
export const Integers: Story = {
  args: {
    questionnaire: exampleForm('Douleur', [
      ask('integer', 'pouls', 'Pouls, en battements par minute'),
      ask('integer', 'enfants', 'Nombre d’enfants à la maison'),
    ]),
  },
  play: act(async (filler) => {
    await filler.type('Pouls', '72');
    filler.has('pouls', 72);
    await filler.type('Nombre d’enfants', '2,5');
    filler.same(filler.field('Nombre d’enfants').value, '2,5', 'what is refused stands as it was typed');
    filler.tells('Indiquez un nombre entier.');
  }),
};

/** Typed as people write it, a whole date or a part of one; there is a calendar too. */
export const Dates: Story = {
  args: {
    questionnaire: form('Dates', [
      ask('date', 'naissance', 'Date de naissance'),
      ask('date', 'vaccin', 'Dernier rappel antitétanique (le mois suffit)'),
      ask('date', 'chute', 'Date de la chute'),
    ]),
  },
  play: act(async (filler) => {
    await filler.type('Date de naissance', '31.3.1980');
    await filler.type('Dernier rappel', '03/2019');
    await filler.type('Date de la chute', '31/02/2026');
    filler.has('naissance', '1980-03-31');
    filler.same(filler.field('Date de naissance').value, '31/03/1980', 'written in full');
    filler.has('vaccin', '2019-03');
    filler.tells('Indiquez une date qui existe.');
  }),
};

/** A date and a time of day. */
export const DateTimes: Story = {
  args: {
    questionnaire: form('Début', [
      ask('dateTime', 'debut', 'Début des symptômes'),
      ask('dateTime', 'prise', 'Dernière prise du traitement'),
    ]),
  },
  play: act(async (filler) => {
    await filler.type('Dernière prise du traitement – Heure', '7 h 15');
    filler.tells('Indiquez une date et une heure qui existent.');
    await filler.type('Dernière prise du traitement – Date', '31/02/2026');
    filler.same(filler.field('Dernière prise').value, '31/02/2026', 'what is refused stands as it was typed');
    filler.same(filler.field('Dernière prise du traitement – Heure').value, '07:15', 'the other part stays');
    await filler.type('Début des symptômes – Date', '09/11/2026');
    filler.has('debut', '2026-11-09');
    await filler.type('Début des symptômes – Heure', '21h30');
    filler.same(String(filler.answers('debut')[0]).slice(0, 19), '2026-11-09T21:30:00', 'the instant');
  }),
};

/** A time of day. */
export const Times: Story = {
  args: {
    questionnaire: form('Horaires', [
      ask('time', 'lever', 'Heure du lever'),
      ask('time', 'coucher', 'Heure du coucher'),
    ]),
  },
  play: act(async (filler) => {
    await filler.type('Heure du lever', '6 h 45');
    filler.has('lever', '06:45:00');
    await filler.type('Heure du coucher', '25:00');
    filler.tells('Indiquez une heure qui existe.');
  }),
};

/** One line. */
export const Strings: Story = {
  args: {
    questionnaire: form('Identité', [
      ask('string', 'nom', 'Nom de naissance', { required: true, maxLength: 80 }),
      ask('string', 'prenom', 'Prénom'),
    ]),
  },
  play: act(async (filler) => {
    await filler.type('Nom de naissance', 'Delaunay');
    filler.has('nom', 'Delaunay');
  }),
};

/** Several lines. */
export const Texts: Story = {
  args: { questionnaire: form('Récit', [ask('text', 'recit', 'Racontez ce qui s’est passé')]) },
  play: act(async (filler) => {
    await filler.type('Racontez', 'Chute à vélo ce matin.\nLe poignet a gonflé.');
    filler.has('recit', 'Chute à vélo ce matin.\nLe poignet a gonflé.');
  }),
};

/** An address on the web. */
export const Urls: Story = {
  args: {
    questionnaire: form('Structure', [
      ask('url', 'site', 'Site de la structure'),
      ask('url', 'agenda', 'Adresse de l’agenda'),
    ]),
  },
  play: act(async (filler) => {
    await filler.type('Site', 'https://rives-de-lorme.example');
    filler.has('site', 'https://rives-de-lorme.example');
    await filler.type('Adresse', 'mon agenda');
    filler.tells('Indiquez une adresse web.');
  }),
};

/** A few choices are all in view, more stand in a drop-down list, and several can be taken when the question repeats. */
export const Choices: Story = {
  args: {
    questionnaire: exampleForm('Motif', [
      ask('choice', 'motif', 'Motif principal', choices('Douleur', 'Fièvre', 'Blessure')),
      ask('choice', 'signes', 'Signes associés', { repeats: true, ...choices('Toux', 'Nausées', 'Fatigue') }),
      ask(
        'choice',
        'jour',
        'Jour préféré',
        choices('Lundi', 'Mardi', 'Mercredi', 'Jeudi', 'Vendredi', 'Samedi', 'Dimanche', 'Indifférent'),
      ),
    ]),
  },
  play: act(async (filler) => {
    await filler.choose('Motif principal', 'Fièvre');
    await filler.choose('Signes associés', 'Toux', 'Fatigue');
    await filler.choose('Jour préféré', 'Jeudi');
    filler.has('motif', 'Fièvre');
    filler.has('signes', 'Toux', 'Fatigue');
    filler.has('jour', 'Jeudi');
  }),
};

/** Choices that are only proposed: another answer can be written, under words the form may give (`openLabel`). */
export const OpenChoices: Story = {
  args: {
    questionnaire: form('Mode de vie', [
      ask('open-choice', 'logement', 'Type de logement', choices('Maison', 'Appartement')),
      ask('open-choice', 'aides', 'Aides à domicile', {
        repeats: true,
        ...choices('Infirmière', 'Aide-ménagère'),
        extension: [
          {
            url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-openLabel',
            valueString: 'Autre aide (précisez)',
          },
        ],
      }),
    ]),
  },
  play: act(async (filler) => {
    await filler.type('Autre réponse', 'Péniche');
    filler.has('logement', 'Péniche');
    await filler.choose('Aides à domicile', 'Infirmière');
    await filler.type('Autre aide', 'Portage de repas');
    filler.has('aides', 'Infirmière', 'Portage de repas');
  }),
};

/** A file of the person's, of the types and size the form takes. */
export const Attachments: Story = {
  args: {
    questionnaire: form('Pièces jointes', [
      ask('attachment', 'ordonnance', 'Votre ordonnance', {
        extension: [core('mimeType', { valueCode: 'application/pdf' }), core('maxSize', { valueDecimal: 1000 })],
      }),
      ask('attachment', 'photo', 'Une photo de la plaie', { extension: [core('mimeType', { valueCode: 'image/*' })] }),
    ]),
  },
  play: act(async (filler) => {
    await filler.attach(
      'Votre ordonnance',
      new File(['une ordonnance'], 'ordonnance.pdf', { type: 'application/pdf' }),
    );
    await filler.until('the file is held', () => filler.answers('ordonnance').length > 0);
    const [held] = filler.answers('ordonnance') as { title: string; size: number }[];
    filler.same([held?.title, held?.size], ['ordonnance.pdf', 14], 'the file');
    await filler.attach('Une photo', new File(['rien'], 'notes.txt', { type: 'text/plain' }));
    await filler.until('the type is refused', () => filler.faults.length > 0);
    filler.tells('Ce type de fichier n’est pas accepté');
  }),
};

/** Something in the host's record: chosen among what the form offers, or written as its address or name. */
export const References: Story = {
  args: {
    questionnaire: form('Adresseur', [
      ask('reference', 'medecin', 'Médecin traitant', {
        answerOption: ['Dr Roche', 'Dr Lemaire'].map((display, index) => ({
          valueReference: { reference: `Practitioner/${index + 1}`, display },
        })),
      }),
      ask('reference', 'dossier', 'Dossier lié', {
        extension: [core('questionnaire-referenceResource', { valueCode: 'Encounter' })],
      }),
    ]),
  },
  play: act(async (filler) => {
    await filler.choose('Médecin traitant', 'Dr Lemaire');
    filler.has('medecin', 'Dr Lemaire');
    await filler.type('Dossier lié', 'Patient/12');
    filler.tells('Ce n’est pas un élément du type attendu : Encounter.');
    await filler.type('Dossier lié', 'Encounter/12');
    filler.tells();
    filler.has('dossier', { reference: 'Encounter/12' });
  }),
};

/** A number with its unit: fixed, or chosen among those the form takes. */
export const Quantities: Story = {
  args: {
    questionnaire: exampleForm('Mesures', [
      ask('quantity', 'taille', 'Taille', {
        extension: [core('questionnaire-unitOption', { valueCoding: unit('cm') })],
      }),
      ask('quantity', 'poids', 'Poids', {
        extension: ['kg', 'g'].map((code) => core('questionnaire-unitOption', { valueCoding: unit(code) })),
      }),
      ask('quantity', 'dose', 'Dose habituelle'),
    ]),
  },
  play: act(async (filler) => {
    await filler.type('Taille', '172');
    await filler.type('Poids', '3450');
    await filler.choose('Unité : Poids', 'g');
    await filler.type('Dose', '2');
    await filler.type('Unité : Dose', 'gouttes');
    filler.has('taille', { value: 172, unit: 'cm', system: 'http://unitsofmeasure.org', code: 'cm' });
    filler.has('poids', { value: 3450, unit: 'g', system: 'http://unitsofmeasure.org', code: 'g' });
    filler.has('dose', { value: 2, unit: 'gouttes' });
  }),
};

/** Answers that stand already and can be read, selected and copied, not changed. */
export const ReadOnlyAnswers: Story = {
  args: {
    questionnaire: form('Déjà connu', [
      ask('boolean', 'vivant', 'Vit seul', { readOnly: true, initial: [{ valueBoolean: true }] }),
      ask('integer', 'age', 'Âge', { readOnly: true, initial: [{ valueInteger: 46 }] }),
      ask('date', 'venue', 'Dernière venue', { readOnly: true, initial: [{ valueDate: '2026-09-14' }] }),
      ask('string', 'medecin', 'Médecin traitant', { readOnly: true, initial: [{ valueString: 'Dr Roche' }] }),
      ask('text', 'note', 'Note', { readOnly: true, initial: [{ valueString: 'Préfère être appelé le matin.' }] }),
      ask('choice', 'canal', 'Canal préféré', {
        readOnly: true,
        ...choices('Téléphone', 'Courrier'),
        initial: [{ valueCoding: choices('Téléphone').answerOption?.[0]?.['valueCoding'] }],
      }),
      ask('quantity', 'poids', 'Poids', {
        readOnly: true,
        initial: [{ valueQuantity: { value: 71.5, unit: 'kg', code: 'kg', system: 'http://unitsofmeasure.org' } }],
      }),
    ]),
  },
  play: act((filler) => {
    filler.same(filler.root.querySelectorAll('input[type=radio]').length, 0, 'nothing there can be pressed');
    filler.has('vivant', true);
    filler.has('canal', 'Téléphone');
    filler.same(filler.field('Âge').readOnly, true, 'fields are read-only, not disabled');
  }),
};
