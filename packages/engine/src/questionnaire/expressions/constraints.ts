import type { ItemDefinition } from '../definitions.ts';
import { extensionOf } from '../extensions.ts';
import type { FormItem } from '../form-item.ts';
import type { Read, Rule } from '../rules.ts';
import { localized } from '../translations.ts';
import type { BrokenConstraint } from '../validation.ts';
import type { Expression } from './expression.ts';
import type { Constraint } from './uses.ts';

/**
 * The `targetConstraint`s of an item. One is broken when it gives false; an empty result, which is what comparing unanswered
 * questions gives, breaks nothing. Nothing is asked of what is not there: an unanswered question, an optional group not begun.
 */
export function constraintRule(at: ItemDefinition, expressions: readonly Expression[]): Rule {
  const checks = expressions.flatMap((expression) => {
    const { purpose } = expression.use;
    return purpose.kind === 'constraint' ? [{ expression, broken: brokenOf(purpose.constraint) }] : [];
  });
  const presence = at.parent ? insideOf(at).map((of): Read => ({ of, within: at })) : [];
  return {
    at,
    writes: 'leaf',
    reads: [...expressions.flatMap(({ reads }) => reads), ...presence],
    after: expressions.flatMap(({ after }) => after),
    run: (item) => {
      const isAsked = !item.parent || item.isPresent || (!item.definition.key && item.required);
      const broken = isAsked ? checks.filter(({ expression }) => expression.values(item)?.[0] === false) : [];
      return item.form.setDynamic(
        item,
        'constraints',
        broken.map((check) => check.broken),
        'issues',
      );
    },
  };
}

function brokenOf({ key, severity, extension }: Constraint): BrokenConstraint {
  const human = extensionOf(extension, 'human');
  return { severity, message: ({ form }: FormItem) => (human && localized(human, 'valueString', form)) || key };
}

function insideOf(item: ItemDefinition): ItemDefinition[] {
  return [item, ...item.items.flatMap(insideOf)];
}
