import type { PaperGap } from '@relais/model';

const s = (count: number) => (count > 1 ? 's' : '');

/** All that the papers of a launch say of themselves, in French, the reference. What they name in quotation marks is what stands on the screens. */
export const fr = {
  locale: 'fr-FR',
  page: ['page', 'sur'] as readonly [string, string],
  on: (date: string) => date.replace(/^1 /, '1er '),
  days: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
  fromTo: (first: string, last: string) => `du ${first} au ${last}`,
  everyDay: 'tous les jours',
  and: ' et ',
  /** Between names that may have commas of their own. */
  between: '\xa0; ',
  time: (hour: number, minute: number) => `${hour}\xa0h${minute === 0 ? '' : `\xa0${String(minute).padStart(2, '0')}`}`,
  range: (from: string, to: string) => `${from}\xa0– ${to}`,
  roundTheClock: 'à toute heure',
  said: (what: string, how: string) => `${what}\xa0: ${how}`,
  site: (name: string, details: readonly string[]) => [name, ...details].join(', '),
  stepFree: 'accès sans marche',
  steps: 'accès avec marches',
  duration: (minutes: number): string => {
    if (minutes < 60) return `${minutes}\xa0min`;
    const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
    return `${hours}\xa0h${rest === 0 ? '' : `\xa0${String(rest).padStart(2, '0')}`}`;
  },

  poster: {
    title: (name: string) => `Affiche, ${name}`,
    synthetic: 'Démonstration\xa0: les lieux et les personnes sont fictifs. À ne pas afficher.',
    lead: [
      'Un problème de santé qui ne peut pas attendre, et votre médecin ne peut pas vous recevoir\xa0?',
      'Des professionnels de santé du territoire gardent des places pour ces soins non programmés. Pour un renouvellement, un certificat ou un suivi, voyez votre médecin traitant.',
    ],
    urgent: 'Ce n’est pas pour les urgences\xa0: appelez le\xa015',
    urgentText: 'Sourd, malentendant, ou si vous ne pouvez pas parler\xa0: écrivez au\xa0114 par SMS.',
    act: 'Demander un rendez-vous',
    scan: 'Visez ce code avec l’appareil photo de votre téléphone, ou allez à l’adresse\xa0:',
    code: (address: string) => `Code QR de la page où demander un rendez-vous\xa0: ${address}`,
    orCall: 'Ou téléphonez\xa0:',
    call: 'Téléphonez\xa0:',
    ask: 'Demandez à votre médecin, à votre pharmacien ou à votre infirmier\xa0: ils peuvent demander une place pour vous.',
    when: 'Quand, en général',
    whenNote: (date: string) =>
      `Selon le planning au ${date}. Des fermetures sont possibles, surtout les jours fériés, et les places sont comptées.`,
    where: 'Où',
    whereNote: 'Le lieu vous est dit avec le rendez-vous.',
    rest: (left: number) => `et ${left} autre${s(left)} lieu${left > 1 ? 'x' : ''}`,
    foot: (date: string) => `Affiche imprimée le ${date}, à refaire quand le planning change. Relais`,
  },

  sheet: {
    title: 'Trente minutes pour commencer',
    synthetic: 'Démonstration\xa0: les lieux et les personnes sont fictifs.',
    draft:
      'La liste des signes est un brouillon\xa0: un médecin de la structure doit la valider et la signer avant l’ouverture.',
    noChecklist:
      'Aucune liste de signes n’est en vigueur\xa0: sans elle, aucun créneau ne peut être donné, sauf pour un appel déjà régulé.',
    noReasons: 'Aucun motif n’est en vigueur\xa0: sans motif, aucun rendez-vous ne peut être pris.',
    dated: (date: string, version: number) => `Imprimée le ${date}, planning version ${version}`,
    reach: (phone: string) => `Coordination\xa0: ${phone}`,
    blank: '……………………………………',

    who: 'Qui fait quoi (5 minutes)',
    roles: [
      [
        'Secrétariat',
        'prend les appels, donne une place, met en rappel ou oriente\xa0; tient le tableau des rappels\xa0; note qui est arrivé et qui est absent.',
      ],
      [
        'Régulation',
        'prend aussi les appels et les rappels. Pour un appel déjà régulé, la liste des signes n’est pas demandée, et le dossier le dit.',
      ],
      [
        'Médecin volontaire',
        'voit la liste du jour et ce qui accompagne chaque patient\xa0; commence, termine et clôt le passage\xa0; prend les rappels réservés aux soignants\xa0; peut mettre ses plages dans l’agenda de son téléphone.',
      ],
      [
        'Coordination',
        'publie le planning et fait appeler les patients que le planning laisse sans place\xa0; décide des motifs, des délais de rappel et des orientations\xa0; lit les chiffres.',
      ],
    ] as readonly (readonly [string, string])[],
    noVisits:
      'La coordination n’a pas encore décidé de la liste des motifs retenus\xa0: un passage ne peut pas être clos.',

    give: 'Donner une place (15 minutes)',
    number:
      'Qui appelle, et à quel numéro. Le numéro seul dit ce que la personne a déjà\xa0: rendez-vous, rappel, orientation.',
    checklist: (title: string, version: string, signs: number, status: string) =>
      `Les signes d’abord\xa0: «\xa0${title}\xa0», version ${version}, ${signs} signe${s(signs)}, ${status}.`,
    draftStatus: 'brouillon à valider par un médecin de la structure',
    signedStatus: (by: string, date: string) => `signée par ${by} le ${date}`,
    red: 'Un signe grave\xa0: «\xa0Appeler le 15 maintenant\xa0», et plus aucun créneau.',
    noSigns: 'Les signes d’abord\xa0: il n’y a pas encore de liste.',
    reason: (reasons: string) => `Le motif, à choisir dans la liste\xa0: ${reasons}.`,
    noReason: 'Le motif\xa0: il n’y a pas encore de liste.',
    outcomes: 'Une suite parmi trois, pas d’autre\xa0:',
    seat: 'Un créneau',
    seatText:
      '«\xa0Proposer un créneau\xa0» (F8) en retient un dans la première demi-journée qui en a, et dit pourquoi ce cabinet. Un autre se choisit dans la liste du jour.',
    callback: 'Un rappel',
    callbackText: (classes: string) =>
      `«\xa0Mettre en rappel\xa0» (F9)\xa0: la personne entre au tableau, avec un délai à choisir. ${classes}.`,
    class: (label: string, target: string, clinician: boolean) =>
      `${label} (${target}${clinician ? ', soignant seul' : ''})`,
    elsewhere: 'Ailleurs',
    elsewhereText: (targets: string) =>
      `«\xa0Orienter\xa0»\xa0: ${targets}. Après un signe grave, il ne reste que cette suite.`,
    checkCall: 'Un rappel de contrôle est alors dû\xa0: la personne vient en tête du tableau.',
    noDesk:
      'La coordination n’a pas encore décidé des délais de rappel ni des orientations\xa0: seul un créneau peut être donné.',
    more: (count: number) => `et ${count} autre${s(count)}`,

    cancel: 'Annuler, déplacer (5 minutes)',
    byPatient: (until: string) =>
      `Le patient annule ou déplace lui-même par le lien de sa confirmation, jusqu’à ${until} avant l’heure.`,
    untilStart: 'Le patient annule ou déplace lui-même par le lien de sa confirmation, jusqu’à l’heure du rendez-vous.',
    mail: 'Le lien part par courriel si une adresse est donnée.',
    noMail: 'Ce serveur n’envoie pas de courriel\xa0: le lien ne se voit qu’à l’écran, quand le patient confirme.',
    byDesk:
      'Pour déplacer à sa place\xa0: un nouvel appel au même numéro, un autre créneau\xa0; Relais dit que la personne a déjà un rendez-vous, et «\xa0Remplacer\xa0» libère l’ancien, même une fois le délai passé.',
    freed: 'Une place rendue redevient aussitôt libre pour tous.',
    freedOffered: (time: string) =>
      `Une place rendue est proposée à ceux qui attendent un rappel et à qui elle convient, une personne à la fois, pendant ${time} chacune\xa0; s’il ne reste personne ou que l’heure approche, elle redevient libre pour tous.`,

    where: 'Horaires et lieux',
    hours: 'Horaires habituels',
    noHours: 'aucun qui revienne chaque semaine\xa0; voir le planning.',
    open: 'Page des patients',
    openAt: (address: string) => `les patients y prennent rendez-vous eux-mêmes\xa0: ${address}`,
    gaps: {
      'not-open': 'les places ne sont pas ouvertes aux patients\xa0; le secrétariat et la régulation les donnent.',
      'no-page': 'son adresse n’est pas enregistrée (manageUrl)\xa0; l’affiche n’a pas de code QR.',
      'page-unreachable':
        'son adresse ne peut pas être atteinte d’ailleurs par https (manageUrl)\xa0; l’affiche n’a pas de code QR.',
      'page-too-long': 'son adresse est trop longue pour un code QR\xa0; l’affiche n’en a pas.',
      'no-reasons': 'aucun rendez-vous ne peut y être pris sans liste de motifs.',
      'no-checklist': 'aucun rendez-vous ne peut y être pris sans liste de signes.',
    } satisfies Partial<Record<PaperGap, string>>,
    sites: 'Lieux',
    rest: (left: number) => `et ${left} autre${s(left)} lieu${left > 1 ? 'x' : ''}, au planning`,

    share: 'Partager la charge (2 minutes)',
    shareText: (byEqual: boolean, period: 'none' | 'month' | 'quarter') =>
      `Chaque demande compte pour les cabinets qui pouvaient la recevoir, ${
        byEqual ? 'à parts égales' : 'à proportion des places que chacun offrait'
      }\xa0; le créneau proposé est celui du cabinet qui a le plus de retard sur sa part, et un autre choix compte de même${
        {
          none: '',
          month: '\xa0; le compte repart de zéro chaque mois',
          quarter: '\xa0; le compte repart de zéro chaque trimestre',
        }[period]
      }.`,
    shareAlone: 'Un seul cabinet reçoit\xa0: il n’y a rien à partager.',

    weeks: 'Les premières semaines (3 minutes)',
    weeksBlank: 'Semaines d’essai, fixées par la coordination\xa0: du …………………… au ……………………',
    weeksText:
      'Au planning, «\xa0Essai à blanc\xa0» montre à la coordination ce qu’un patient trouverait. Un rendez-vous pris pour s’exercer prend une vraie place. Pris pour un jour de la période d’essai (fiche «\xa0Centre\xa0» du planning), il est compté à part dans les chiffres. Annulé, il rend la place et sort du partage de la charge.',

    call: 'Qui appeler',
    coordination: 'Coordination',
    doctor: 'Médecin qui répond de la liste des signes',
    breakdown: 'Panne ou question sur l’outil',
    urgency: 'Urgence',
    urgencyText: '15 (114 par SMS pour les personnes sourdes ou malentendantes)',
  },
};

export type PaperWords = typeof fr;
