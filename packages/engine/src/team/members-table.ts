import type { DeclaredMember, Profession, TeamFunction } from '@relais/model';
import { DeclaredMember as Member, LARGEST_DECLARATION } from '@relais/model';
import { foldCell } from '../core/sheet-cells.ts';

/** What is wrong with a line of a spreadsheet, told to whoever made it. Lines count from 1, the heading included. */
export interface TableFault {
  readonly line: number;
  /** What the column is of; absent where the whole line is meant. */
  readonly field?: MemberField;
  readonly code: TableFaultCode;
}

export type TableFaultCode =
  | 'empty'
  | 'too-many-lines'
  | 'column-missing'
  | 'value-missing'
  | 'value-wrong'
  | 'profession-unknown'
  | 'function-unknown'
  | 'protocol-unknown'
  /** The backend does not take somebody in a protocol. */
  | 'protocol-refused'
  | 'twice';

export interface MembersTable {
  readonly members: readonly DeclaredMember[];
  /** On which line each of them stands. */
  readonly lines: readonly number[];
  readonly faults: readonly TableFault[];
}

/** What a column may be of. */
export const MEMBER_FIELDS = [
  'rpps',
  'familyName',
  'givenName',
  'profession',
  'function',
  'protocols',
  'employerFiness',
  'phone',
  'email',
] as const;
export type MemberField = (typeof MEMBER_FIELDS)[number];
type Field = MemberField;

/** Which column, from 0, each thing stands in. */
export type MembersColumns = Partial<Record<MemberField, number>>;

/** What headings mean, folded; a heading that is not here is not looked at. */
const HEADINGS: Readonly<Record<string, Field>> = {
  rpps: 'rpps',
  'numero rpps': 'rpps',
  'n rpps': 'rpps',
  nom: 'familyName',
  'nom de famille': 'familyName',
  prenom: 'givenName',
  profession: 'profession',
  finess: 'employerFiness',
  'finess employeur': 'employerFiness',
  telephone: 'phone',
  tel: 'phone',
  courriel: 'email',
  mail: 'email',
  email: 'email',
  'e mail': 'email',
  fonction: 'function',
  role: 'function',
  protocole: 'protocols',
  protocoles: 'protocols',
};

/** Without these columns nobody can be declared. */
export const NEEDED_FIELDS: readonly Field[] = MEMBER_FIELDS.slice(0, 6);

const PROFESSIONS: Readonly<Record<string, Profession>> = {
  medecin: 'generalPractitioner',
  'medecin generaliste': 'generalPractitioner',
  mg: 'generalPractitioner',
  infirmier: 'nurse',
  infirmiere: 'nurse',
  ide: 'nurse',
  idel: 'nurse',
  ipa: 'advancedPracticeNurse',
  kinesitherapeute: 'physiotherapist',
  'masseur kinesitherapeute': 'physiotherapist',
  kine: 'physiotherapist',
  mk: 'physiotherapist',
  pharmacien: 'pharmacist',
  pharmacienne: 'pharmacist',
  'sage femme': 'midwife',
  merm: 'radiographer',
  orthoptiste: 'orthoptist',
  dieteticien: 'dietitian',
  dieteticienne: 'dietitian',
  autre: 'other',
};

const FUNCTIONS: Readonly<Record<string, TeamFunction>> = {
  delegant: 'delegator',
  delegante: 'delegator',
  delegue: 'delegate',
  deleguee: 'delegate',
};

/** The headings of a spreadsheet, and what each is taken for, to be shown and changed before anybody is read out of it. */
export function readMembersHeading(sheet: readonly (readonly string[])[]): {
  readonly headings: readonly string[];
  readonly columns: MembersColumns;
} {
  const [heading] = filled(sheet);
  const headings = heading?.cells.map((cell) => cell.trim()) ?? [];
  const columns: MembersColumns = {};
  for (const [place, cell] of headings.entries()) {
    const folded = foldCell(cell);
    const field = Object.hasOwn(HEADINGS, folded) ? HEADINGS[folded] : undefined;
    if (field) columns[field] ??= place;
  }
  return { headings, columns };
}

/**
 * Reads people out of the lines of a spreadsheet, with a heading in French. Lines that are wrong are told and left out, so that one of them keeps
 * nobody else from being declared; whether to go on without them is a person's to say.
 *
 * @param protocols - the structure's, by id; a cell may name one by its id or by its title
 * @param chosen - which columns are read; as the heading says when absent
 */
export function readMembersTable(
  sheet: readonly (readonly string[])[],
  protocols: readonly { readonly id: string; readonly title: string }[],
  chosen: MembersColumns = readMembersHeading(sheet).columns,
): MembersTable {
  const [heading, ...lines] = filled(sheet);
  if (!heading) return { members: [], lines: [], faults: [{ line: 1, code: 'empty' }] };
  const columns = heading.cells.map((_, place) => MEMBER_FIELDS.find((field) => chosen[field] === place));
  const absent = NEEDED_FIELDS.filter((field) => !columns.includes(field));
  if (absent.length > 0) {
    return {
      members: [],
      lines: [],
      faults: absent.map((field) => ({ line: heading.line, field, code: 'column-missing' })),
    };
  }
  if (lines.length > LARGEST_DECLARATION)
    return { members: [], lines: [], faults: [{ line: LARGEST_DECLARATION + 2, code: 'too-many-lines' }] };
  const read = lines.map(({ line, cells }) => readLine({ line, cells, columns, protocols }));
  const seen = new Set<string>();
  const members: DeclaredMember[] = [];
  const places: number[] = [];
  const faults: TableFault[] = [];
  for (const { line, member, faults: found } of read) {
    faults.push(...found);
    if (!member) continue;
    const name = `${member.rpps} ${member.function}`;
    if (seen.has(name)) faults.push({ line, field: 'rpps', code: 'twice' });
    else {
      members.push(member);
      places.push(line);
    }
    seen.add(name);
  }
  return { members, lines: places, faults };
}

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
  readonly columns: readonly (Field | undefined)[];
  readonly protocols: readonly { readonly id: string; readonly title: string }[];
}

function readLine({ line, cells, columns, protocols }: Line) {
  const told = (field: Field, code: TableFaultCode): TableFault => ({ line, field, code });
  const cell = (field: Field) => cells[columns.indexOf(field)]?.trim() ?? '';
  const faults = NEEDED_FIELDS.filter((field) => cell(field) === '').map((field) => told(field, 'value-missing'));
  if (faults.length > 0) return { line, member: undefined, faults };
  const profession = PROFESSIONS[foldCell(cell('profession'))];
  const part = FUNCTIONS[foldCell(cell('function'))];
  const named = cell('protocols')
    .split(/[,;|/]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const found = named.map(
    (name) =>
      protocols.find(
        ({ id, title }) => id === name || foldCell(title) === foldCell(name) || foldCell(id) === foldCell(name),
      )?.id,
  );
  if (!profession) faults.push(told('profession', 'profession-unknown'));
  if (!part) faults.push(told('function', 'function-unknown'));
  if (found.includes(undefined) || found.length === 0) faults.push(told('protocols', 'protocol-unknown'));
  const optional = (field: 'employerFiness' | 'phone' | 'email') =>
    cell(field) === '' ? {} : { [field]: cell(field) };
  const parsed = Member.safeParse({
    rpps: readRpps(cell('rpps')),
    familyName: cell('familyName'),
    givenName: cell('givenName'),
    profession: profession ?? 'other',
    ...optional('employerFiness'),
    ...optional('phone'),
    ...optional('email'),
    function: part ?? 'delegate',
    protocols: [...new Set(found.map((id) => id ?? 'none'))],
  });
  if (!parsed.success) {
    const fields = new Set(parsed.error.issues.map(({ path }) => path[0] as Field));
    faults.push(...[...fields].map((field) => told(field, 'value-wrong')));
  }
  return { line, member: faults.length === 0 ? parsed.data : undefined, faults };
}

/** A spreadsheet takes an RPPS for a number: `1,00012E+10` has lost digits and is refused, spaces between them are not. */
function readRpps(text: string): string {
  return text.replace(/[\s\u00a0\u202f.]/g, '');
}

/** Every line that has anything in it, with its number in the file. */
function filled(lines: readonly (readonly string[])[]): { line: number; cells: readonly string[] }[] {
  return lines
    .map((cells, place) => ({ line: place + 1, cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
}
