import { dutyCallRoutes as routes } from '@relais/model';
import type { DutyAnswers, DutyCallView } from '@relais/model';
import type { CallOptions, ClientCore } from '../core/index.ts';

/** What opens the answers of one volunteer: the link they were given. */
export interface DutyLink {
  readonly answerId: string;
  readonly token: string;
}

/** A call for duties as the volunteer sees it who is asked. Nobody is signed in. */
export interface DutyAnswersClient {
  /** Looking answers nothing. */
  read(link: DutyLink, options?: CallOptions): Promise<DutyCallView>;
  /** In place of earlier answers to the same ranges. @throws {RefusedError} `duty-call-closed` */
  answer(link: DutyLink, answers: DutyAnswers['answers'], options?: CallOptions): Promise<DutyCallView>;
}

export function createDutyAnswers({ core: { call } }: { readonly core: ClientCore }): DutyAnswersClient {
  return {
    read: ({ answerId, token }, options) =>
      call(routes.readDutyAnswer, { params: { dutyAnswer: answerId }, token }, options?.signal),
    answer: ({ answerId, token }, answers, options) =>
      call(routes.answerDutyCall, { params: { dutyAnswer: answerId }, token, body: { answers } }, options?.signal),
  };
}
