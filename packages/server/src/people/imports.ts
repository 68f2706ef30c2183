import { AttendingDoctorList, DutyList, ProfessionalList } from '@relais/model';
import type { ZodMiniType } from 'zod/mini';
import { invalidDocument } from '../core/faults.ts';
import type { ServiceContext } from '../core/context.ts';
import type { ListKind } from '../core/import-documents.ts';
import type { Decide } from '../core/write/write.ts';
import { replaceAttendingDoctors } from './attending-doctors.ts';
import { replaceDuties } from './duties.ts';
import { replaceProfessionals } from './professionals.ts';

/** Lists of people, as files of the operator's command; over the API each has its route. */
export const peopleLists: readonly ListKind[] = [
  listKind('professionals', 'relais-professionals/1', ProfessionalList, replaceProfessionals),
  listKind('attending-doctors', 'relais-attending-doctors/1', AttendingDoctorList, replaceAttendingDoctors),
  listKind('duties', 'relais-duties/1', DutyList, replaceDuties),
];

function listKind<List>(
  name: string,
  format: string,
  schema: ZodMiniType<List>,
  replace: (context: ServiceContext, list: List, actor: string) => Decide,
): ListKind {
  return {
    name,
    recognizes: ({ formatVersion }) => formatVersion === format,
    replace(context, document, actor) {
      const parsed = schema.safeParse(document);
      if (!parsed.success) throw invalidDocument(parsed.error);
      return replace(context, parsed.data, actor);
    },
  };
}
