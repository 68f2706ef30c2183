import type { Migration, MigrationProvider } from 'kysely/migration';
import { createBookingTables } from './booking/migrations/0001-booking.ts';
import { createPeopleIndexes } from './booking/migrations/0003-people.ts';
import { dropDocumentVersions } from './core/migrations/0004-documents.ts';
import { addDocumentPlaces } from './core/migrations/0005-document-places.ts';
import { addEventPerson } from './core/migrations/0007-event-person.ts';
import { createPeopleTables } from './people/migrations/0008-people.ts';
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
};

export const migrationProvider: MigrationProvider = { getMigrations: () => Promise.resolve(migrations) };
