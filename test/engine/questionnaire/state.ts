import type { Form, FormItem } from '@relais/engine/questionnaire';

/** Everything a person could see of a form, item by item. */
export function stateOf(form: Form): unknown[] {
  const state: unknown[] = [];
  const visit = (item: FormItem): void => {
    const { linkId, enabled, text, required, readOnly, values, issues, options } = item;
    state.push({
      linkId,
      enabled,
      text,
      required,
      readOnly,
      values: values.map(({ value }) => value),
      issues: issues.map(({ code, severity, message }) => [code, severity, message]),
      options: options.map(({ label, disabled }) => [label, disabled]),
      limits: [item.limit('minValue'), item.limit('maxValue')],
    });
    item.items.forEach(visit);
  };
  visit(form.root);
  return state;
}

/** All items of a form, in order. */
export function itemsOf(form: Form): FormItem[] {
  const items: FormItem[] = [];
  const visit = (item: FormItem): void => {
    items.push(item);
    item.items.forEach(visit);
  };
  visit(form.root);
  return items;
}
