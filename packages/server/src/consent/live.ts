import { topics } from '@relais/model';
import type { Topic } from '../core/live/topic.ts';
import { readBearer } from '../core/http/access.ts';
import { invalid } from '../core/http/parse.ts';
import { ProblemError } from '../core/problem.ts';
import { isAccessToken } from './accesses.ts';

/** The end of an access, to who holds its link and to nobody else. */
export const accessTopic: Topic = {
  contract: topics.consentAccess,
  follow(context, { structureId, query, request }) {
    const access = query.get('access');
    if (!access) throw invalid({ path: 'access', message: 'is missing', accepted: 'the id of an access' });
    const token = readBearer(request.headers.get('authorization')) ?? '';
    if (!isAccessToken(context, structureId, access, token)) throw new ProblemError('forbidden');
    return {
      key: access,
      compose: (_view, rows) =>
        rows.some(({ type, subject }) => type === 'consent-access.closed' && subject === access)
          ? { access }
          : undefined,
    };
  },
};
