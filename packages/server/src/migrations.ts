import type { Migration, MigrationProvider } from 'kysely/migration';
import { createLedgerCorrections } from './allocation/migrations/0040-ledger-corrections.ts';
import { createBookingTables } from './booking/migrations/0001-booking.ts';
import { addChangeReasons } from './booking/migrations/0050-change-reasons.ts';
import { addOverbooked } from './booking/migrations/0053-overbooked.ts';
import { createPeopleIndexes } from './booking/migrations/0003-people.ts';
import { createConsentTables } from './consent/migrations/0012-consents.ts';
import { addReadingValues } from './consent/migrations/0021-reading-values.ts';
import { createReuseObjections } from './consent/migrations/0039-reuse-objections.ts';
import { addReadingPatients } from './consent/migrations/0031-reading-patients.ts';
import { dropDocumentVersions } from './core/migrations/0004-documents.ts';
import { addDocumentPlaces } from './core/migrations/0005-document-places.ts';
import { addEventPerson } from './core/migrations/0007-event-person.ts';
import { addEscalations } from './desk/migrations/0025-escalations.ts';
import { createDeskTables } from './desk/migrations/0009-desk.ts';
import { createLetterTables } from './letter/migrations/0019-letters.ts';
import { addLettersOfVisits } from './letter/migrations/0052-letters-of-visits.ts';
import { addHandedOn } from './letter/migrations/0056-letters-handed-on.ts';
import { createPeopleTables } from './people/migrations/0008-people.ts';
import { createPlanningTables } from './planning/migrations/0032-planning.ts';
import { createAgendas } from './planning/migrations/0055-agendas.ts';
import { createDutyCalendars } from './planning/migrations/0037-duty-calendars.ts';
import { addDoctorFirst } from './desk/migrations/0047-doctor-first.ts';
import { createDutyCalls } from './duty-call/migrations/0043-duty-calls.ts';
import { createProtocolTables } from './protocol/migrations/0010-protocols.ts';
import { createRunTables } from './run/migrations/0015-runs.ts';
import { createNonInclusions } from './run/migrations/0036-non-inclusions.ts';
import { createPhotographs } from './run/migrations/0038-photographs.ts';
import { addReviews } from './run/migrations/0022-reviews.ts';
import { createSessionTables } from './session/migrations/0011-sessions.ts';
import { createTeamTables } from './team/migrations/0013-team.ts';
import { createFreedSeatTables } from './freed-seat/migrations/0023-freed-seats.ts';
import { createActionTable } from './action-log/migrations/0018-actions.ts';
import { addActionImports } from './action-log/migrations/0048-imported-actions.ts';
import { createHistoryImports } from './history/migrations/0049-history-imports.ts';
import { createIndicatorTables } from './indicators/migrations/0017-indicators.ts';
import { readReviews } from './indicators/migrations/0029-reviewed-runs.ts';
import { createIntakeTables } from './intake/migrations/0016-intakes.ts';
import { addReasonAnswers } from './intake/migrations/0054-reason-answers.ts';
import { createVisitTables } from './visit/migrations/0033-visits.ts';
import { addLaterContacts } from './waiting-list/migrations/0030-later-contacts.ts';
import { addEntryRules } from './waiting-list/migrations/0034-entry-rules.ts';
import { createWaitingListTables } from './waiting-list/migrations/0024-waiting-lists.ts';
import { indexEventTypes } from './core/migrations/0028-event-types.ts';
import { createWebhooks } from './webhook/migrations/0051-webhooks.ts';
import { createLogChecks } from './coordination/migrations/0042-log-checks.ts';
import { giveMailsSubjects } from './core/migrations/0006-mail-subjects.ts';

/**
 * Migrations in the order they run, whichever subject they are of, one file each. They are code rather than files that are looked for, so that the same list runs in a page.
 * Types are chosen so that both engines read them alike: `bigint` and `double precision` are INTEGER and REAL to SQLite.
 */
const migrations: Record<string, Migration> = {
  '0001_booking': { up: createBookingTables },
  '0003_people': { up: createPeopleIndexes },
  '0004_documents': { up: dropDocumentVersions },
  '0005_document_places': { up: addDocumentPlaces },
  '0006_mail_subjects': { up: giveMailsSubjects },
  '0007_event_person': { up: addEventPerson },
  '0008_people': { up: createPeopleTables },
  '0009_desk': { up: createDeskTables },
  '0010_protocols': { up: createProtocolTables },
  '0011_sessions': { up: createSessionTables },
  '0012_consents': { up: createConsentTables },
  '0013_team': { up: createTeamTables },
  '0015_runs': { up: createRunTables },
  '0016_intakes': { up: createIntakeTables },
  '0017_indicators': { up: createIndicatorTables },
  '0018_actions': { up: createActionTable },
  '0019_letters': { up: createLetterTables },
  '0021_reading_values': { up: addReadingValues },
  '0022_reviews': { up: addReviews },
  '0023_freed_seats': { up: createFreedSeatTables },
  '0024_waiting_lists': { up: createWaitingListTables },
  '0025_escalations': { up: addEscalations },
  '0028_event_types': { up: indexEventTypes },
  '0029_reviewed_runs': { up: readReviews },
  '0030_later_contacts': { up: addLaterContacts },
  '0031_reading_patients': { up: addReadingPatients },
  '0032_planning': { up: createPlanningTables },
  '0033_visits': { up: createVisitTables },
  '0034_entry_rules': { up: addEntryRules },
  '0036_non_inclusions': { up: createNonInclusions },
  '0037_duty_calendars': { up: createDutyCalendars },
  '0038_photographs': { up: createPhotographs },
  '0039_reuse_objections': { up: createReuseObjections },
  '0040_ledger_corrections': { up: createLedgerCorrections },
  '0042_log_checks': { up: createLogChecks },
  '0043_duty_calls': { up: createDutyCalls },
  '0047_doctor_first': { up: addDoctorFirst },
  '0048_imported_actions': { up: addActionImports },
  '0049_history_imports': { up: createHistoryImports },
  '0050_change_reasons': { up: addChangeReasons },
  '0051_webhooks': { up: createWebhooks },
  '0052_letters_of_visits': { up: addLettersOfVisits },
  '0053_overbooked': { up: addOverbooked },
  '0054_reason_answers': { up: addReasonAnswers },
  '0055_agendas': { up: createAgendas },
  '0056_letters_handed_on': { up: addHandedOn },
};

export const migrationProvider: MigrationProvider = { getMigrations: () => Promise.resolve(migrations) };
