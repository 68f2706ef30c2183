import type { AttendingDoctor, Instant, LetterContent, Profession, Run } from '@relais/model';
import { fromInstant } from '@relais/model';
import type { LetterPerson } from '../told.ts';

/** A letter on its way to another record, with what its package says beside it. */
export interface SentLetter {
  readonly content: LetterContent;
  readonly patient: Run['patient'];
  readonly delegate: LetterPerson;
  readonly doctor: AttendingDoctor | undefined;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly secrecy: boolean;
  /** 1 of a first. */
  readonly version: number;
  readonly timeZone: string;
  /** Object identifiers of the structure (it numbers its patients), the document, its versions and the submission; of the document it replaces. */
  readonly oids: Readonly<Record<'structure' | 'document' | 'versions' | 'submission', string>> & {
    readonly replaced?: string | undefined;
  };
}

/** « Consultation record » of LOINC, which the French list of types of documents has (JDV_J07). */
export const TYPE = { code: '11488-4', label: 'Consultation note', system: '2.16.840.1.113883.6.1' } as const;
export const NATIONAL_PEOPLE = '1.2.250.1.71.4.2.1';
export const NATIONAL_PLACES = '1.2.250.1.71.4.2.2';
export const SECTORS = '1.2.250.1.71.4.2.4';
export const USUAL_SECTOR = { code: 'SA07', label: 'Cabinet individuel' } as const;
export const SETTING = { code: 'AMBULATOIRE', label: 'Ambulatoire', system: '1.2.250.1.213.1.1.4.9' } as const;
export const NORMAL = { code: 'N', label: 'Normal', system: '2.16.840.1.113883.5.25' } as const;

/** National number with the prefix that says it is an RPPS, or a FINESS. */
export const nationalPerson = (rpps: string): string => `8${rpps}`;
export const nationalPlace = (finess: string): string => `1${finess}`;

/** Of those professions whose code of TRE_G15, with the doctor's know-how (TRE_R38), is known here. */
export const PROFESSION_CODES: Readonly<Partial<Record<Profession, string>>> = {
  generalPractitioner: 'G15_10/SM54',
  nurse: 'G15_60',
  advancedPracticeNurse: 'G15_60',
  pharmacist: 'G15_21',
};
export const PROFESSION_SYSTEM = '1.2.250.1.213.1.1.4.5';

/** `20261109083000+0100`: HL7's writing, by the clocks of a zone. */
export function stampOf(instant: Instant, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-CA', {
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' },
    ...{ hourCycle: 'h23', timeZoneName: 'longOffset', timeZone },
  });
  const parts = new Map(format.formatToParts(fromInstant(instant)).map(({ type, value }) => [type, value]));
  const digits = (['year', 'month', 'day', 'hour', 'minute', 'second'] as const)
    .map((type) => parts.get(type))
    .join('');
  const offset = (parts.get('timeZoneName') ?? '').replace(/GMT|:/g, '');
  return `${digits}${offset || '+0000'}`;
}

/** The same in universal time, as XDS has it. */
export function universalStampOf(instant: Instant): string {
  return instant.replace(/[-:TZ]/g, '');
}

export function plainStampOf(date: string): string {
  return date.replaceAll('-', '');
}
