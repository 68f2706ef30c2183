import type { FormFindingCode } from './finding.ts';

/** What is said of each finding, and what would mend it. */
export type FindingWords = Readonly<Record<FormFindingCode, readonly [words: string, mend: string]>>;

const BROKEN = 'Corriger le fichier\xa0: ce qui n’est pas lu n’est pas montré.';
const RULE = 'L’écrire en FHIRPath que ce kit évalue, ou dire à l’hôte de la juger (unjudged).';

export const fr: FindingWords = {
  'not-json': ['Le texte n’est pas du JSON.', BROKEN],
  'not-an-object': ['Ce n’est pas un questionnaire.', BROKEN],
  'wrong-resource': ['La ressource n’est pas un Questionnaire.', BROKEN],
  'wrong-type': ['Une partie n’a pas la forme attendue\xa0; elle est laissée de côté.', BROKEN],
  endless: ['Une partie se contient elle-même.', BROKEN],
  'too-deep': ['Les éléments sont trop imbriqués\xa0; la suite n’est pas lue.', 'Aplatir les groupes.'],
  'too-many-items': ['Il y a trop d’éléments\xa0; la suite n’est pas lue.', 'Partager le formulaire.'],
  'link-id-missing': ['Un élément n’a pas de linkId.', 'Lui en donner un, unique dans le formulaire.'],
  'link-id-duplicate': [
    'Deux éléments portent le même linkId\xa0: conditions et reprises n’en trouvent qu’un.',
    'En changer un.',
  ],
  'type-unknown': ['Le type de l’élément est inconnu\xa0: il n’est pas posé.', 'Lui donner un type de FHIR R4.'],
  'condition-invalid': [
    'Une condition d’affichage n’a pas de sens\xa0; elle est ignorée et l’élément se montre.',
    'Nommer une question qui existe, un opérateur et une réponse.',
  ],
  'enable-behavior-missing': [
    'Plusieurs conditions sans enableBehavior\xa0: une seule suffit alors.',
    'Écrire enableBehavior (all ou any).',
  ],
  'initial-invalid': [
    'Une valeur de départ ne convient pas à sa question\xa0; elle est ignorée.',
    'Donner une valeur de son type, dans ses limites et parmi ses choix.',
  ],
  'regex-invalid': [
    'Le format attendu (regex) n’est pas une expression régulière\xa0; il est ignoré.',
    'Corriger son écriture.',
  ],
  'unit-misplaced': ['L’extension questionnaire-unit est sur une quantité.', 'Employer questionnaire-unitOption.'],
  'option-duplicate': [
    'Deux choix portent le même système et le même code\xa0: rien que leurs mots ne les distingue.',
    'Donner un code à chacun.',
  ],
  'weight-conflict': [
    'Un choix et son code portent deux poids\xa0; celui du choix compte.',
    'N’en laisser qu’un, sur le choix.',
  ],
  'usage-mode-unknown': [
    'La valeur de usageMode est inconnue\xa0; la question est montrée.',
    'Employer une valeur de questionnaire-usage-mode.',
  ],
  'required-unanswerable': [
    'Obligatoire, en lecture seule, et rien ne la remplit\xa0: le formulaire ne peut pas être terminé.',
    'La rendre modifiable, facultative, ou la calculer.',
  ],
  'r5-unsupported': ['Une possibilité de FHIR R5 sans équivalent ici.', 'L’écrire comme en R4.'],
  'value-set-unavailable': [
    'La liste de choix n’est pas dans le formulaire\xa0: l’hôte doit la fournir (terminology).',
    'La contenir dans le formulaire, ou brancher une terminologie.',
  ],
  'critical-extension': [
    'Une extension qui peut changer le sens n’est pas prise en charge.',
    'La retirer si elle n’est pas nécessaire.',
  ],
  cycle: ['Des règles dépendent les unes des autres.', 'Couper le cercle.'],
  'cycle-unstable': ['Des règles se contredisent sans fin\xa0; elles sont laissées de côté.', 'Couper le cercle.'],
  'expression-unsupported': ['Une règle ne peut pas être évaluée par ce kit.', RULE],
  'expression-failed': ['Une règle ne peut pas être calculée.', 'Corriger l’expression.'],
  'expression-type': [
    'Une règle donne une valeur qui ne convient pas là où elle est.',
    'Rendre un seul booléen pour une condition, une valeur du type de la question pour une réponse.',
  ],
  'variable-unknown': ['Une règle emploie un nom que rien ne définit.', 'Définir la variable, ou corriger son nom.'],
  'name-reserved': ['Un nom donné par le formulaire est réservé par la norme.', 'Lui en donner un autre.'],
  'name-conflict': ['Deux choses portent le même nom au même endroit.', 'En renommer une.'],
  'context-type': ['Une donnée du dossier n’est pas du type attendu.', 'Accorder launchContext et l’hôte.'],
  'query-unavailable': [
    'Une recherche au dossier demande un serveur que l’hôte fournit (query ou bundle).',
    'Le dire à qui intègre le formulaire.',
  ],
  'units-unavailable': ['Des unités ne peuvent pas être converties.', 'Employer des codes UCUM.'],
  'not-carried-over': ['Une réponse enregistrée n’a plus de place.', 'Garder les linkId d’une version à l’autre.'],
  'modifier-unknown': [
    'Une réponse porte une mention inconnue qui peut en changer le sens.',
    'La retirer, ou la faire connaître.',
  ],
  'calculated-differs': ['Une valeur enregistrée n’est pas celle du calcul.', 'La recalculer.'],
  'version-changed': ['La réponse est d’une autre version.', 'Dire ce qui a changé.'],
  'extraction-failed': ['Une donnée n’a pas pu être extraite.', 'Corriger la règle d’extraction.'],
  'never-asked': [
    'Aucune combinaison de réponses ne montre cet élément.',
    'Corriger ses conditions, ou celles de ce qui le contient.',
  ],
  'condition-option': [
    'Une condition attend un choix que la question n’offre pas (système et code).',
    'Nommer un choix offert, avec son système.',
  ],
  'condition-type': [
    'Une condition compare la question avec une valeur d’un autre type\xa0: elle n’est jamais remplie.',
    'Comparer avec une valeur du type de la question.',
  ],
  'item-unknown': [
    'Une expression lit un linkId que le formulaire n’a pas.',
    'Corriger l’identifiant, ou ajouter la question.',
  ],
  'element-unknown': [
    'Une expression emploie un mot que FHIRPath ne connaît pas\xa0: il ne donne rien.',
    'Écrire {} pour «\xa0rien\xa0».',
  ],
  'expression-unused': [
    'Une expression se tient là où ce kit n’en évalue pas.',
    'Ne pas compter sur elle ici, ou la mettre là où SDC l’attend.',
  ],
  'required-hidden': [
    'Obligatoire et cachée\xa0: personne ne peut la remplir, et elle n’est pas demandée.',
    'La montrer, la calculer, ou ne pas l’exiger.',
  ],
  'choice-empty': ['Une question à choix n’a aucun choix.', 'Lui donner des choix, ou le type string.'],
  'limits-incoherent': ['Deux limites ne laissent aucune valeur entre elles.', 'Accorder le minimum et le maximum.'],
  'text-missing': [
    'Une question n’a pas de texte\xa0: un lecteur d’écran n’a rien à dire d’elle.',
    'Lui donner un texte.',
  ],
  'heading-missing': ['Une colonne ou un onglet n’a pas de nom.', 'Donner un texte à la question ou au groupe.'],
  'media-unnamed': [
    'Une image n’a pas de titre\xa0: qui ne la voit pas n’en sait rien.',
    'Lui donner un titre (title).',
  ],
  'text-long': ['Ce texte remplit l’écran d’un téléphone.', 'Le raccourcir, ou mettre le détail dans une aide.'],
  'not-assembled': [
    'Ce formulaire est modulaire\xa0: une autre partie doit prendre cette place.',
    'L’assembler ($assemble) avant de l’employer.',
  ],
  'translation-missing': ['Un texte n’est pas traduit, quand d’autres le sont.', 'Le traduire.'],
};
