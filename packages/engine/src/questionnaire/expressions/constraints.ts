import type { ItemDefinition } from '../definitions.ts';
import { extensionOf } from '../extensions.ts';
import type { FormItem, FormState } from '../form-item.ts';
import type { Read, Rule } from '../rules.ts';
import { localized } from '../translations.ts';
import type { BrokenConstraint } from '../validation.ts';
import type { Expression } from './expression.ts';
import type { Constraint } from './uses.ts';

/**
 * The `targetConstraint`s of an item. One is broken when it gives false; an empty result, which is what comparing unanswered
 * questions gives, breaks nothing. An unanswered item is an empty set (SDC, `targetConstraint`) and is judged like any other, but for
 * a repetition that nobody has begun, which is not there. One that stands for an error and cannot be judged is told instead: what it
 * keeps out may be there.
 */
export function constraintRule(at: ItemDefinition, expressions: readonly Expression[]): Rule {
  const checks = expressions.flatMap((expression) => {
    const { purpose } = expression.use;
    return purpose.kind === 'constraint' ? [{ expression, constraint: purpose.constraint }] : [];
  });
  const repeated = at.lineage.find((above) => above.repeats && !above.key);
  const presence = repeated ? insideOf(repeated).map((of): Read => ({ of, within: repeated })) : [];
  return {
    at,
    writes: 'leaf',
    reads: [...expressions.flatMap(({ reads }) => reads), ...presence],
    after: expressions.flatMap(({ after }) => after),
    run: (item) => {
      const broken = isThere(item) ? checks.flatMap((one) => judge(item, one.expression, one.constraint)) : [];
      return item.form.setDynamic(item, 'constraints', broken, 'issues');
    },
  };
}

/** Whether it stands in no repetition that nobody has begun; one that is required is asked for before. */
function isThere(item: FormItem): boolean {
  for (let up: FormItem | undefined = item; up; up = up.parent) {
    if (!up.definition.key && up.definition.repeats && !up.isPresent && !up.required) return false;
  }
  return true;
}

function judge(item: FormItem, expression: Expression, constraint: Constraint): BrokenConstraint[] {
  const values = expression.values(item);
  const isJudged = values !== undefined && values.every((value) => typeof value === 'boolean') && values.length < 2;
  if (isJudged) return values[0] === false ? [brokenOf(constraint)] : [];
  if (values) item.form.tell('error', 'expression-type', item.linkId, expression.use.source);
  return constraint.severity === 'error' ? [unjudged(constraint, item.form.unjudged)] : [];
}

/** The same object each time, so that it is known again. */
const known = new WeakMap<Constraint, Partial<Record<string, BrokenConstraint>>>();

function remembered(constraint: Constraint, name: string, make: () => BrokenConstraint): BrokenConstraint {
  const made = known.get(constraint) ?? {};
  known.set(constraint, made);
  return (made[name] ??= make());
}

function brokenOf(constraint: Constraint): BrokenConstraint {
  const { severity } = constraint;
  return remembered(constraint, severity, () => ({
    code: 'constraint',
    severity,
    message: ({ form }) => wordsOf(constraint, form),
  }));
}

function unjudged(constraint: Constraint, how: FormState['unjudged']): BrokenConstraint {
  return remembered(constraint, how, () => ({
    code: 'constraint-unjudged',
    severity: how === 'allow' ? 'warning' : 'error',
    message: ({ form }) => form.messages?.['constraint-unjudged']?.(wordsOf(constraint, form)) ?? 'constraint-unjudged',
  }));
}

function wordsOf({ key, extension }: Constraint, form: FormState): string {
  const human = extensionOf(extension, 'human');
  return (human && localized(human, 'valueString', form)) || key;
}

function insideOf(item: ItemDefinition): ItemDefinition[] {
  return [item, ...item.items.flatMap(insideOf)];
}
