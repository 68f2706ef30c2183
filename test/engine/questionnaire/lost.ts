import type { Form } from '@relais/engine/questionnaire';

/** What was not carried over: where, why, and the values it held. */
export function lost(form: Form): string[][] {
  return form.notCarriedOver.map(({ linkId, reason, source }) => {
    const values = [...JSON.stringify(source ?? {}).matchAll(/"value[A-Z]\w*":"?([^"},]*)/g)];
    return [linkId, reason, values.map(([, value = '']) => value).join(', ')];
  });
}
