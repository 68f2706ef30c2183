import type { QuestionnaireResponse } from './questionnaire-response.ts';
import { extension, read } from './read.ts';
import type { Reading, Shape } from './read.ts';

const responseItem: Shape = {
  linkId: 'string',
  text: 'string',
  extension,
  modifierExtension: extension,
  answer: () => answer,
  item: () => responseItem,
};
const answer: Shape = { extension, modifierExtension: extension, item: responseItem };
const response: Shape = {
  id: 'string',
  questionnaire: 'string',
  status: 'string',
  authored: 'string',
  extension,
  modifierExtension: extension,
  item: responseItem,
};

/** Reads a QuestionnaireResponse, given as an object or as JSON text. Never throws; the input is not changed. */
export function readResponse(source: unknown): Reading<QuestionnaireResponse> {
  return read<QuestionnaireResponse>(source, 'QuestionnaireResponse', response);
}
