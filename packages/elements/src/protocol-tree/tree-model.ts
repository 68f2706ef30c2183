import type {
  Outline,
  OutlineQuestion,
  OutlineRule,
  OutlineTerm,
  ProtocolCriterion,
  StageKind,
} from '@relais/sdk/protocol/tree';
import type { Part, Phrases } from './phrases.ts';

export type SectionKind = 'criteria' | 'questions' | 'terms' | StageKind;

/** One thing a protocol says, as it is drawn, listed and read aloud. Paths are those of the checker's findings. */
export interface TreeNode {
  readonly path: string;
  /** What it is called, before its words: « Règle 7b ». */
  readonly name: string | undefined;
  /** A condition, one part a line; or the words of what is no rule. */
  readonly parts: readonly Part[];
  /** What is said of it in smaller letters. */
  readonly notes: readonly string[];
  /** What follows, for a rule; its own node. */
  readonly result: { readonly path: string; readonly text: string; readonly effect: string | undefined } | undefined;
  /** A rule without a condition. */
  readonly isAlways?: boolean;
  readonly isExample: boolean;
  readonly source: string;
  /** Questions it has to do with. */
  readonly reads: readonly string[];
  /** Which of the columns it stands in; where it has the choice, none. */
  readonly column?: number;
}

export interface TreeSection {
  readonly path: string;
  readonly kind: SectionKind;
  readonly title: string;
  readonly hint: string | undefined;
  /** What marks of the drawing mean. */
  readonly legend?: string;
  readonly nodes: readonly TreeNode[];
  /** In how many columns its nodes stand; those that something follows from stand one below the other, on the spine of the tree. */
  readonly columns: number;
}

/** What is drawn and listed of a protocol, in one language. */
export function treeOf(outline: Outline, phrases: Phrases): TreeSection[] {
  return [
    criteria(outline, phrases),
    questions(outline, phrases),
    terms(outline, phrases),
    ...stages(outline, phrases),
  ].filter(({ nodes }) => nodes.length > 0);
}

function criteria({ inclusion, exclusion }: Outline, phrases: Phrases): TreeSection {
  const { t } = phrases;
  const nodesOf = (list: readonly ProtocolCriterion[], name: string, column: number): TreeNode[] =>
    list.map((one) => ({
      path: `criteria/${one.id}`,
      name,
      parts: [{ joint: undefined, text: one.text }],
      notes: [one.rule === undefined ? t.byPerson : t.rule(one.rule)],
      result: undefined,
      isExample: one.status === 'illustrative',
      source: phrases.sourceOf(one),
      reads: [],
      column,
    }));
  return {
    path: 'section/criteria',
    kind: 'criteria',
    title: t.criteria,
    hint: undefined,
    legend: t.exampleLegend,
    nodes: [...nodesOf(inclusion, t.inclusion, 0), ...nodesOf(exclusion, t.exclusion, 1)],
    columns: 2,
  };
}

function questions(outline: Outline, phrases: Phrases): TreeSection {
  const { t } = phrases;
  return {
    path: 'section/questions',
    kind: 'questions',
    title: t.questions,
    hint: t.requiredLegend,
    legend: t.exampleLegend,
    nodes: outline.questions.map((question) => questionNode(question, phrases)),
    columns: 4,
  };
}

function questionNode(question: OutlineQuestion, phrases: Phrases): TreeNode {
  const { t } = phrases;
  const { linkId, path, required, requiredWhen, asked, calculated, status } = question;
  const mark = required && !calculated ? `\xa0${t.requiredMark}` : '';
  return {
    path,
    name: undefined,
    parts: [{ joint: undefined, text: `${phrases.labelOf(linkId)}${mark}` }],
    notes: [
      ...(calculated ? [t.calculated] : []),
      ...(asked ? [t.askedIf(phrases.condition(asked))] : []),
      ...(requiredWhen ? [t.requiredIf(phrases.condition(requiredWhen))] : []),
    ],
    result: undefined,
    isExample: status === 'illustrative',
    source: '',
    reads: [linkId],
  };
}

function terms(outline: Outline, phrases: Phrases): TreeSection {
  return {
    path: 'section/terms',
    kind: 'terms',
    title: phrases.t.terms,
    hint: undefined,
    nodes: outline.terms.map((term) => termNode(term, phrases)),
    columns: 2,
  };
}

function termNode({ path, label, statement, figure, status }: OutlineTerm, phrases: Phrases): TreeNode {
  const figures = figure ? [{ joint: undefined, text: phrases.figure(figure) }] : [];
  return {
    path,
    name: label,
    parts: statement ? phrases.parts(statement) : figures,
    notes: [],
    result: undefined,
    isExample: status === 'illustrative',
    source: '',
    reads: [],
  };
}

function stages(outline: Outline, phrases: Phrases): TreeSection[] {
  const { t } = phrases;
  return outline.stages.map(({ kind, rules }) => ({
    path: `section/${kind}`,
    kind,
    title: t.stages[kind],
    hint: t.stageHints[kind],
    nodes: rules.map((rule) => ruleNode(rule, phrases)),
    columns: 2,
  }));
}

function ruleNode({ path, rule, statement, reads }: OutlineRule, phrases: Phrases): TreeNode {
  const { t } = phrases;
  const effect = phrases.effect(rule);
  const base = {
    path,
    name: t.rule(rule.id),
    isExample: rule.status === 'illustrative',
    isAlways: statement === undefined,
    source: phrases.sourceOf(rule),
    reads,
    notes: [],
  };
  const text = { joint: undefined, text: rule.action.text };
  // What holds always and decides nothing is no branch of the tree.
  if (!statement && rule.action.kind !== 'outcome') {
    return { ...base, parts: [text], notes: effect === undefined ? [] : [effect], result: undefined };
  }
  const parts = statement ? phrases.parts(statement) : [{ joint: undefined, text: t.always }];
  return { ...base, parts, result: { path: `${path}/result`, text: rule.action.text, effect } };
}
