import { operations } from '@relais/model';
import type { RetentionSettings } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import { importing, tagOf } from '../core/http/document-routes.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import type { MembersOf } from '../core/openapi/api-words.ts';
import { ProblemError } from '../core/problem.ts';
import type { Subject } from '../core/subject.ts';
import { eraseWhatIsDue } from './erase.ts';
import { retentionDocument } from './settings-document.ts';

const members: MembersOf<{ RetentionSettings: RetentionSettings }> = {
  RetentionSettings: {
    formatVersion: 'What this document is',
    callbacks: 'Days after a call-back has ended; when absent kept',
    intakes: 'Days after a request; when absent kept',
    bookings: 'Days after a visit, with what the patient has shared for it; when absent kept',
    waitingEntries: 'Days after somebody has left a list; when absent kept',
    photographs: 'Days after a run has ended; when absent kept with the run',
    dutyCalls: 'Days after a call for duties has closed, its links with it; when absent kept',
  },
};

function retentionRoutes(context: ServiceContext, pipeline: Pipeline) {
  return {
    readRetention: pipeline.reads(
      operations.readRetention,
      ({ view }) => {
        const settings = view.documents.of(retentionDocument);
        if (!settings) throw new ProblemError('not-found');
        return settings;
      },
      tagOf(retentionDocument),
    ),

    importRetention: pipeline.writes(operations.importRetention, importing(context, retentionDocument)),
  };
}

/** What is personal goes when its time is over. */
export const retention: Subject = {
  apiWords: { members },
  documents: [retentionDocument],
  routes: retentionRoutes,
  chores: [{ every: 3_600_000, run: eraseWhatIsDue }],
};

export { eraseWhatIsDue } from './erase.ts';
