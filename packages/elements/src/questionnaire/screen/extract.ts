import type { Extraction, Form, QuestionnaireResponse } from '@relais/sdk/questionnaire';
import { extractFrom } from '@relais/sdk/questionnaire/extract';
import { randomUuid } from '../../ui/random-uuid.ts';

export function extractResponse(form: Form, response: QuestionnaireResponse): Promise<Extraction> {
  return extractFrom(form.definition, response, { now: () => Date.now(), newId: randomUuid });
}
