import { readExtension } from '@relais/sdk/questionnaire';
import type { Coding, FormItem } from '@relais/sdk/questionnaire';
import type { InputMode, Module } from '../view/types.ts';

/** Codes of SDC’s `keyboard`, as `inputmode` calls the keyboards of a telephone; `chat` is the usual one. */
const KEYBOARDS: Readonly<Record<string, InputMode>> = {
  chat: 'text',
  email: 'email',
  number: 'decimal',
  phone: 'tel',
  url: 'url',
};

/** The form gives a coding; some write its code alone. */
function keyboard({ definition }: FormItem): InputMode | undefined {
  const given = readExtension(definition.source, 'keyboard');
  const code = String((given as Coding | undefined)?.code ?? given);
  return Object.hasOwn(KEYBOARDS, code) ? KEYBOARDS[code] : undefined;
}

export const module: Module = { keyboard };
