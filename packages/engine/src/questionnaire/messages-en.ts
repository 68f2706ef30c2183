import type { ItemType } from '@relais/model/fhir';
import type { Messages } from './messages.ts';
import { plural } from './plural.ts';

export const en: Messages = {
  required: () => 'An answer is required.',
  'min-occurs': (limit) => `At least ${plural(limit, 'answer is', 'answers are')} needed.`,
  'max-occurs': (limit) => `No more than ${plural(limit, 'answer', 'answers')}.`,
  'group-required': () => 'Answer at least one question of this part.',
  'group-min-occurs': (limit) => `At least ${limit} of these are needed.`,
  'group-max-occurs': (limit) => `There can be no more than ${limit} of these.`,
  'min-length': (limit) => `At least ${plural(limit, 'character', 'characters')}.`,
  'max-length': (limit) => `No more than ${plural(limit, 'character', 'characters')}.`,
  'min-value': (limit) => `The value cannot be below ${limit}.`,
  'max-value': (limit) => `The value cannot be above ${limit}.`,
  'limits-conflict': () => 'No value is possible: the limits of this question contradict each other.',
  'decimal-places': (limit) => `No more than ${plural(limit, 'digit', 'digits')} after the decimal point.`,
  pattern: (format) => `This is not the expected format${format && `: ${format}`}.`,
  'mime-type': (types) => `This type of file is not accepted; accepted: ${types}.`,
  'max-size': (limit) => `The file is larger than ${limit}.`,
  option: (answer) => `The answer “${answer}” is not, or no longer, one of the choices.`,
  'option-unverified': (answer) => `The answer “${answer}” cannot be verified: the list of choices could not be had.`,
  'option-exclusive': () => 'One of the chosen answers cannot be combined with others.',
  'constraint-unjudged': (rule) => `This rule cannot be verified here: “${rule}”.`,
  'calculated-differs': (value) => `This is not the calculated value${value && `: ${value}`}.`,
  unit: (units) => `This unit is not accepted; accepted: ${units}.`,
  'unit-unknown': (limit) => `The unit does not allow comparing the value with ${limit}.`,
  'reference-type': (types) => `This is not of the expected type: ${types}.`,
  signature: () => 'A signature is needed.',
  'value-type': (type, most) =>
    most ? `Give a number between −${most} and ${most}.` : (englishTypes[type] ?? 'This value does not fit.'),
};

const englishTypes: Partial<Record<ItemType, string>> = {
  integer: 'Give a whole number.',
  decimal: 'Give a number.',
  quantity: 'Give a number.',
  date: 'Give a date that exists.',
  dateTime: 'Give a date and a time that exist.',
  time: 'Give a time that exists.',
  url: 'Give a web address.',
};
