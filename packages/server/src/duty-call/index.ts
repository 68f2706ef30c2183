import { VOLUNTEER_ACTOR } from '../core/actors.ts';
import type { Subject } from '../core/subject.ts';
import { followLeaving, provesDuty } from './answer.ts';
import { dutyCallWords } from './api-words.ts';
import { dutyMail } from './letters.ts';
import { rebuildDutyCalls } from './rebuild.ts';
import { dutyCallRoutes } from './routes.ts';
import { DUTY_MAIL } from './rows.ts';

/** « Qui peut ? »: volunteers are asked for ranges of the planning, answer by a link of their own, and are put on duty. */
export const dutyCall: Subject = {
  apiWords: dutyCallWords,
  routes: dutyCallRoutes,
  links: (context) => ({
    dutyAnswer: { actor: VOLUNTEER_ACTOR, proves: (...link) => provesDuty(context, ...link) },
  }),
  mails: { [DUTY_MAIL]: dutyMail },
  reactions: () => ({ 'professional.ended': followLeaving }),
  rebuild: rebuildDutyCalls,
};

export { dutyMail } from './letters.ts';
