import { deskRoutes } from '@relais/model';
import type { DoctorAnswer, DoctorQuestionView } from '@relais/model';
import type { CallOptions, ClientCore } from '../core/index.ts';

/** What opens the question to one treating doctor: the link of the mail. */
export interface DoctorLink {
  readonly questionId: string;
  readonly token: string;
}

/** « Médecin traitant d’abord » as the doctor sees it who is asked. Nobody is signed in. */
export interface DoctorQuestions {
  /** Looking answers nothing. */
  read(link: DoctorLink, options?: CallOptions): Promise<DoctorQuestionView>;
  /** @throws {RefusedError} `doctor-question-over` */
  answer(link: DoctorLink, answer: DoctorAnswer, options?: CallOptions): Promise<DoctorQuestionView>;
}

export function createDoctorQuestions({ core: { call } }: { readonly core: ClientCore }): DoctorQuestions {
  return {
    read: ({ questionId, token }, options) =>
      call(deskRoutes.readDoctorQuestion, { params: { doctorQuestion: questionId }, token }, options?.signal),
    answer: ({ questionId, token }, answer, options) =>
      call(
        deskRoutes.answerDoctorQuestion,
        { params: { doctorQuestion: questionId }, token, body: { answer } },
        options?.signal,
      ),
  };
}
