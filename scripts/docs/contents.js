/**
 * What stands in the documentation, by whom it is for. Pages about the elements and the API are made from the manifest and the contract, and need no line.
 *
 * @typedef {{ file: string, title: string }} Source A text of the repository.
 * @typedef {{ title: string, for: string, pages: Source[] }} Door
 *
 * @type {Door[]}
 */
export const DOORS = [
  {
    title: 'Webmestres',
    for: 'Mettre un élément sur le site de votre structure, en cinq minutes.',
    pages: [
      { file: 'docs/webmestres.md', title: 'Sur votre site' },
      { file: 'docs/themes.md', title: 'Couleurs et thèmes' },
      { file: 'docs/rgaa.md', title: 'Accessibilité (RGAA)' },
      { file: 'docs/kit.md', title: 'The scripts of a page' },
    ],
  },
  {
    title: 'Éditeurs',
    for: 'Questionnaire, consentement, protocole et courriers dans votre logiciel, avec ou sans notre serveur.',
    pages: [
      { file: 'docs/questionnaire/README.md', title: 'A FHIR questionnaire' },
      { file: 'docs/questionnaire/conformance.md', title: 'What of SDC is supported' },
      { file: 'docs/consent/README.md', title: 'A consent' },
      { file: 'docs/protocol/README.md', title: 'A protocol' },
      { file: 'docs/letter/README.md', title: 'Letters' },
      { file: 'docs/webhook.md', title: 'Your software is told' },
    ],
  },
  {
    title: 'Coordination et secrétariat',
    for: 'À quoi sert chaque écran, et comment le régler.',
    pages: [
      { file: 'docs/coordination/README.md', title: 'À voir aujourd’hui' },
      { file: 'docs/desk/README.md', title: 'Rappels et listes d’attente' },
      { file: 'docs/desk/intake.md', title: 'Taking a call' },
      { file: 'docs/planning/README.md', title: 'The planning' },
      { file: 'docs/planning/agenda.md', title: 'Mes plages dans mon agenda' },
      { file: 'docs/visit/README.md', title: 'Les passages' },
      { file: 'docs/load/README.md', title: 'Les comptes de charge' },
      { file: 'docs/team/README.md', title: 'The team of a protocol' },
      { file: 'docs/indicators/README.md', title: 'Indicateurs' },
      { file: 'docs/indicators/elements.md', title: 'Montrer des chiffres' },
    ],
  },
  {
    title: 'Exploitants',
    for: 'Installer le serveur, le sauvegarder, le mettre à jour.',
    pages: [
      { file: 'docs/operators.md', title: 'Running a backend' },
      { file: 'docs/operators-log.md', title: 'The log' },
      { file: 'docs/versions.md', title: 'Versions and deprecations' },
      { file: 'CHANGELOG.md', title: 'Changelog' },
    ],
  },
  {
    title: 'Contribuer',
    for: 'La maison, et un premier changement en dix minutes.',
    pages: [
      { file: 'README.md', title: 'What Relais is' },
      { file: 'CONTRIBUTING.md', title: 'Contributing' },
    ],
  },
];
