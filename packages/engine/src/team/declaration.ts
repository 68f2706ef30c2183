import type { TeamDeclaration } from '@relais/model';
import { writeTable } from '../core/spreadsheet.ts';

/** A declaration as a spreadsheet reads it: semicolons, a heading, and a mark by which it knows that the text is UTF-8. */
export function declarationTable({ protocol, version = '', members }: TeamDeclaration): string {
  const rows = members.flatMap((member) =>
    member.memberships.map((part) => [
      protocol,
      version,
      member.rpps ?? '',
      member.familyName,
      member.givenName,
      member.profession ?? '',
      member.employerFiness ?? '',
      FUNCTIONS[part.function],
      part.from,
      part.to ?? '',
      part.commitmentOn ?? '',
      part.swornOn ?? '',
      part.certificate?.signature.on ?? '',
      part.certificate?.validTo ?? '',
    ]),
  );
  return writeTable([HEADINGS, ...rows]);
}

/** Every dated change of a team, the first to happen first. */
export function changesTable({ protocol, members, changes }: TeamDeclaration): string {
  const people = new Map(members.map((member) => [member.professional, member]));
  const rows = changes.map(({ at, professional, change, function: of, on = '' }) => {
    const person = people.get(professional);
    const named = [person?.rpps ?? '', person?.familyName ?? '', person?.givenName ?? ''];
    return [protocol, at, ...named, FUNCTIONS[of], CHANGES[change], on];
  });
  return writeTable([CHANGE_HEADINGS, ...rows]);
}

const FUNCTIONS = { delegator: 'délégant', delegate: 'délégué' } as const;

const CHANGES = {
  declared: 'déclaration',
  ended: 'fin',
  adhesion: 'adhésion',
  certificate: 'attestation',
} as const;

const CHANGE_HEADINGS = ['Protocole', 'Noté le', 'RPPS', 'Nom', 'Prénom', 'Fonction', 'Changement', 'Daté du'];

const HEADINGS = [
  'Protocole',
  'Version',
  'RPPS',
  'Nom',
  'Prénom',
  'Profession',
  'FINESS employeur',
  'Fonction',
  'Déclaré le',
  'Fin',
  'Engagement signé le',
  'Déclaration sur l’honneur signée le',
  'Attestation du',
  'Attestation valable jusqu’au',
];
