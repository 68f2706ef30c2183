import { notMeasured, text } from './define.ts';
import type { Indicator } from './define.ts';

const family = 'waitingLists';
const ours = { family, version: 1, status: 'ours' } as const;
const requested = { family, version: 1, status: 'requested' } as const;

const noLists = text(
  'Les listes d’attente ne sont pas encore comptées ici.',
  'Waiting lists are not counted here yet.',
);

export const waitingLists: readonly Indicator[] = [
  notMeasured(
    {
      ...requested,
      id: 'WL-01',
      unit: 'entries',
      label: text('Patients en attente', 'Patients waiting'),
      definition: text('Inscriptions actives à une date.', 'Active entries at a date.'),
    },
    noLists,
  ),
  notMeasured(
    {
      ...ours,
      id: 'WL-02',
      unit: 'minutes',
      label: text('Délai d’attente', 'Time waited'),
      definition: text('De l’inscription au rendez-vous honoré.', 'From entry to the appointment kept.'),
    },
    noLists,
  ),
  notMeasured(
    {
      ...requested,
      id: 'WL-03',
      unit: 'percent',
      label: text('Entrées automatiques', 'Entries made by a protocol'),
      definition: text('Inscriptions nées d’un protocole, parmi toutes.', 'Entries made by a protocol, of all.'),
    },
    noLists,
  ),
  notMeasured(
    {
      ...ours,
      id: 'WL-04',
      unit: 'entries',
      label: text('Sorties par motif', 'Why entries end'),
      definition: text('Servi, refusé, perdu de vue, doublon, décédé.', 'Served, refused, lost, double, deceased.'),
    },
    noLists,
  ),
  notMeasured(
    {
      ...requested,
      id: 'WL-05',
      unit: 'percent',
      label: text('Créneaux réservés utilisés', 'Reserved slots used'),
      definition: text('Créneaux réservés pris, parmi ceux qui sont ouverts.', 'Reserved slots booked, of those open.'),
    },
    noLists,
  ),
  notMeasured(
    {
      ...{ family, version: 1, status: 'aci' },
      id: 'WL-06',
      unit: 'patients',
      label: text('Recherche de médecin traitant', 'Looking for a treating doctor'),
      definition: text('Demandes, médecins trouvés, délai.', 'Requests, doctors found, delay.'),
    },
    noLists,
  ),
];
