import type { Questionnaire } from './questionnaire.ts';
import { extension, read } from './read.ts';
import type { Reading, Shape } from './read.ts';

const item: Shape = {
  linkId: 'string',
  definition: 'string',
  code: { system: 'string', code: 'string', display: 'string' },
  prefix: 'string',
  text: 'string',
  type: 'string',
  enableWhen: { question: 'string', operator: 'string' },
  enableBehavior: 'string',
  required: 'boolean',
  repeats: 'boolean',
  readOnly: 'boolean',
  maxLength: 'number',
  answerValueSet: 'string',
  answerOption: { initialSelected: 'boolean' },
  initial: {},
  item: () => item,
  extension,
  modifierExtension: extension,
};
const questionnaire: Shape = {
  id: 'string',
  url: 'string',
  version: 'string',
  title: 'string',
  language: 'string',
  contained: { resourceType: 'string', id: 'string', url: 'string' },
  extension,
  modifierExtension: extension,
  item,
};

/** Reads a Questionnaire, given as an object or as JSON text. Never throws; the input is not changed. */
export function readQuestionnaire(source: unknown): Reading<Questionnaire> {
  return read<Questionnaire>(source, 'Questionnaire', questionnaire);
}
