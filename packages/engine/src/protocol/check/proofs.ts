import type { Protocol } from '@relais/model';
import { isPartial, logic, MOST_COMBINED_OPTIONS, TRUE, truthOf } from '../../questionnaire/check/index.ts';
import type { Answer, Condition, Constraint, Question, Search } from '../../questionnaire/check/index.ts';
import type { CounterExample, Finding } from './finding.ts';
import { fires, isAsked, isRequired, silent } from './model.ts';
import type { ProtocolModel, RuleModel } from './model.ts';
import { decidedBy, greenRules, never } from './ordinary.ts';
import { answerWords, exampleOf, quote, ruleWords } from './words.ts';

/** What is proven by search: each question put to it is « are there answers for which… ? ». */
export class Proofs {
  readonly #model: ProtocolModel;
  readonly #search: Search;
  readonly #findings: Finding[] = [];
  /** Questions that some rule reads. */
  readonly #read: readonly Question[];

  constructor(model: ProtocolModel, search: Search) {
    this.#model = model;
    this.#search = search;
    const reads = model.rules.flatMap(({ condition }) => [...(condition?.reads ?? [])]);
    this.#read = [...new Set(reads)].sort((a, b) => a.index - b.index);
  }

  findings(): Finding[] {
    this.#model.rules.forEach((rule, at) => this.#bothWays(rule, at));
    this.#everyoneHasAnOutcome();
    for (const question of this.#read) {
      this.#isWholly(question);
      this.#notGreenUnanswered(question);
      this.#notGreenUnknown(question);
      this.#urgencyIsAsked(question);
    }
    this.#urgencyIsNotOutweighed();
    this.#model.rules.forEach((rule, at) => this.#prescription(rule, at));
    return this.#findings;
  }

  // ——— Every rule can hold and can be silent ———

  #bothWays(model: RuleModel, at: number): void {
    const { rule, path, condition } = model;
    if (!condition) return;
    const decides = rule.action.kind === 'outcome';
    const wanted = decides ? decidedBy(this.#model, at) : fires(model);
    if (this.#isImpossible(wanted, 'rule-never-holds', path)) {
      this.#findings.push({
        code: 'rule-never-holds',
        severity: 'error',
        path,
        words: decides
          ? `Aucune combinaison de réponses ne mène à ${ruleWords(rule)} : une autre passe toujours avant, ou sa condition est impossible.`
          : `Aucune combinaison de réponses ne déclenche ${ruleWords(rule)}.`,
        mend: 'Corriger la condition (seuil, option, ordre), ou retirer la règle.',
      });
    }
    if (rule.when === undefined) return;
    const quiet = [...this.#model.complete, ...silent(model)];
    if (!this.#isImpossible(quiet, 'rule-always-holds', path)) return;
    this.#findings.push({
      code: 'rule-always-holds',
      severity: 'error',
      path,
      words: `Une fois tout rempli, ${ruleWords(rule)} se déclenche quelles que soient les réponses : elle ne distingue personne.`,
      mend: 'Corriger la condition ; si la règle vaut toujours, ne pas lui donner de condition.',
    });
  }

  // ——— No combination without an outcome ———

  #everyoneHasAnOutcome(): void {
    const { calm, complete, rules } = this.#model;
    const outcomes = rules.filter(({ rule }) => rule.action.kind === 'outcome');
    const shown = this.#show([...calm, ...complete, ...outcomes.flatMap(silent)], 'no-outcome', 'rules');
    if (!shown) return;
    // A rule of outcome that cannot be decided may be the one that answers here: who signs for it signs for that.
    const undecided = outcomes.find(({ condition }) => !condition);
    this.#findings.push({
      code: 'no-outcome',
      severity: undecided ? 'unproven' : 'error',
      path: undecided?.path ?? 'rules',
      words: undecided
        ? `Seule ${ruleWords(undecided.rule)}, qui n’est pas prouvée, peut donner une issue à ces réponses.`
        : 'Toutes les réponses sont données et rien ne s’ensuit : ni urgence, ni arrêt, ni alerte, ni issue.',
      counterExample: shown,
      mend: 'Dire ce qui doit suivre ; si la source ne le dit pas, une ALERTE d’exemple (appeler le médecin) ferme ce trou.',
    });
  }

  // ——— Nothing green on what is not known ———

  #isWholly(question: Question): void {
    if (!isPartial(question)) return;
    this.#findings.push({
      code: 'not-proven',
      severity: 'unproven',
      path: question.path,
      words: `${quote(question.label)} a trop d’options pour que toutes leurs combinaisons soient examinées (au plus ${MOST_COMBINED_OPTIONS}).`,
      mend: 'Réunir les options que les règles ne distinguent pas, ou poser une question par option.',
    });
  }

  #notGreenUnanswered(question: Question): void {
    // Where the questionnaire says when it must be answered, nothing is green before it is.
    if (question.optional || question.required !== false) return;
    const unanswered = [is(question, (answer) => answer === undefined), must(isAsked(question))];
    const shown = this.#nearest(greenRules(this.#model), unanswered, 'green-unanswered', question.path);
    if (!shown) return;
    this.#findings.push({
      code: 'green-unanswered',
      severity: 'error',
      path: question.path,
      words: `Le passage finit en prise en charge directe sans réponse à ${quote(question.label)}, que des règles lisent.`,
      counterExample: shown,
      mend: 'Rendre la question obligatoire, ou dire pourquoi elle est facultative.',
    });
  }

  #notGreenUnknown(question: Question): void {
    if (question.type !== 'choice') return;
    const shown = question.choices
      .filter(({ code, soundsUnknown }) => (soundsUnknown || question.unknown.has(code)) && !question.named.has(code))
      .flatMap(({ code, display }) => this.#greenOn(question, code).map((example) => ({ display, example })));
    const nearest = shown.sort((a, b) => sizeOf(a.example) - sizeOf(b.example))[0];
    if (!nearest) return;
    const says = quote(nearest.display);
    this.#findings.push({
      code: 'green-unknown',
      severity: 'error',
      path: question.path,
      words: `Le passage finit en prise en charge directe alors que ${quote(question.label)} dit ${says} : ce n’est pas une réponse.`,
      counterExample: nearest.example,
      mend: `Compter ${says} comme une absence de réponse, ou écrire la règle qui en tient compte.`,
    });
  }

  /** Green on an answer that tells nothing: it was required, or the rule takes it for a finding and would not hold without it. */
  #greenOn(question: Question, code: string): CounterExample[] {
    const says = is(question, (answer) => answer === code || (Array.isArray(answer) && answer.includes(code)));
    return greenRules(this.#model).flatMap((at) => {
      const green = [...decidedBy(this.#model, at), says];
      const condition = this.#model.rules[at]?.condition;
      const ways = [[must(isAsked(question)), must(isRequired(question))]];
      if (condition?.reads.has(question)) ways.push([never(logic.ifAnswered(question, 0, condition))]);
      return ways.flatMap((way) => this.#show([...green, ...way], 'green-unknown', question.path) ?? []);
    });
  }

  // ——— Urgency ———

  /** A question that an urgency is read from must be asked whenever the run could end well. */
  #urgencyIsAsked(question: Question): void {
    const urgent = this.#model.rules.filter(
      ({ rule, condition }) => rule.action.kind === 'urgent' && condition?.reads.has(question),
    );
    const [first] = urgent;
    if (!first || !question.enabled) return;
    const hidden = never(question.enabled);
    const outcomes = this.#model.rules.flatMap(({ rule, condition }, at) =>
      rule.action.kind === 'outcome' && condition ? [at] : [],
    );
    const shown = this.#nearest(outcomes, [hidden], 'urgent-masked', question.path);
    if (!shown) return;
    this.#findings.push({
      code: 'urgent-masked',
      severity: 'error',
      path: question.path,
      words: `La question ${quote(question.label)}, dont dépend une urgence, n’est pas posée et le passage se termine quand même : ${ruleWords(first.rule)} reste muette.`,
      counterExample: shown,
      mend: 'Poser la question dans tous les cas, ou alerter quand elle n’est pas posée.',
    });
  }

  /** The answer that stops or alerts must not be what silences an urgency. */
  #urgencyIsNotOutweighed(): void {
    const urgencies = this.#model.rules.filter(({ rule }) => rule.action.kind === 'urgent');
    for (const urgent of urgencies) {
      const pairs = this.#model.rules
        .filter(({ rule }) => rule.action.kind === 'stop' || rule.action.kind === 'alert')
        .flatMap((other) => sharedQuestions(urgent, other).map((question) => ({ other, question })));
      pairs.some(({ other, question }) => this.#isOutweighed(urgent, other, question));
    }
  }

  /** Whether another answer than the ordinary one silences the urgency, and makes the other rule hold. */
  #isOutweighed(urgent: RuleModel, other: RuleModel, question: Question): boolean {
    const usual = this.#search.ordinary[question.index] ?? 0;
    return question.answers.some((answer, loud) => {
      if (loud === 0 || loud === usual || !urgent.condition || !other.condition) return false;
      const shown = this.#show(
        [
          is(question, (one) => one === answer),
          must(logic.ifAnswered(question, usual, urgent.condition)),
          never(logic.ifAnswered(question, loud, urgent.condition)),
          must(logic.ifAnswered(question, loud, other.condition)),
          never(logic.ifAnswered(question, usual, other.condition)),
        ],
        'urgent-masked',
        urgent.path,
      );
      if (!shown) return false;
      this.#findings.push({
        code: 'urgent-masked',
        severity: 'error',
        path: urgent.path,
        words: `${capital(ruleWords(urgent.rule))} se tait parce que ${quote(question.label)} dit ${quote(answerWords(question, answer))}, ce qui ne déclenche que ${ruleWords(other.rule)}.`,
        counterExample: shown,
        mend: `Retirer ${quote(question.label)} de la condition de l’urgence : elle passe avant l’arrêt et l’alerte d’elle-même.`,
      });
      return true;
    });
  }

  // ——— Prescriptions ———

  #prescription({ rule, path }: RuleModel, at: number): void {
    const { action } = rule;
    if (action.kind !== 'outcome' || action.prescription === undefined) return;
    const prescription = this.#model.protocol.prescriptions.find(({ id }) => id === action.prescription);
    if (!prescription) return;
    this.#finding(prescription, path, at);
    for (const linkId of prescription.doseItems) {
      const question = this.#model.questions.find((one) => one.linkId === linkId);
      if (question) this.#dose(prescription, question, path, at);
    }
    if (/\/\s?kg/.test(prescription.text) && prescription.doseItems.length === 0) {
      this.#findings.push({
        code: 'prescription-without-dose',
        severity: 'error',
        path: `prescriptions/${prescription.id}`,
        words: `L’ordonnance ${quote(prescription.title)} compte par kilogramme et ne dit pas de quelle question vient le poids.`,
        mend: 'Nommer la question du poids parmi celles dont la dose dépend.',
      });
    }
  }

  #finding({ id, title }: Protocol['prescriptions'][number], path: string, at: number): void {
    const finding = this.#model.findings.get(id);
    if (!finding) return;
    const base = {
      code: 'prescription-without-finding',
      severity: 'error',
      path,
      mend: 'Faire dépendre la règle du résultat positif qui justifie l’ordonnance.',
    } as const;
    if (finding.reads.size === 0) {
      const words = `L’ordonnance ${quote(title)} ne demande aucun résultat positif.`;
      this.#findings.push({ ...base, path: `prescriptions/${id}`, words });
      return;
    }
    const shown = this.#show([...decidedBy(this.#model, at), never(finding)], base.code, path);
    if (!shown) return;
    const words = `L’ordonnance ${quote(title)} est proposée sans le résultat positif qui la justifie.`;
    this.#findings.push({ ...base, words, counterExample: shown });
  }

  #dose({ title }: Protocol['prescriptions'][number], question: Question, path: string, at: number): void {
    const { likely, label } = question;
    const isGood = (answer: Answer): boolean =>
      answer !== undefined && (!likely || typeof answer !== 'number' || (answer >= likely.min && answer <= likely.max));
    const shown = this.#show(
      [...decidedBy(this.#model, at), never(logic.ofAnswer(question, (answer) => truthOf(isGood(answer))))],
      'prescription-without-dose',
      path,
    );
    if (!shown) return;
    this.#findings.push({
      code: 'prescription-without-dose',
      severity: 'error',
      path,
      words: `L’ordonnance ${quote(title)} est proposée sans une valeur vraisemblable de ${quote(label)}, dont dépend la dose.`,
      counterExample: shown,
      mend: `Exiger ${quote(label)} avant l’ordonnance, et alerter quand la valeur est invraisemblable.`,
    });
  }

  // ——— The search ———

  /** The nearest answers for which one of these rules decides and the constraints are met. */
  #nearest(
    deciding: readonly number[],
    constraints: readonly Constraint[],
    code: Finding['code'],
    path: string,
  ): CounterExample | undefined {
    const shown = deciding.flatMap(
      (at) => this.#show([...decidedBy(this.#model, at), ...constraints], code, path) ?? [],
    );
    return shown.sort((a, b) => sizeOf(a) - sizeOf(b))[0];
  }

  /** The nearest answers that meet the constraints, as an example. */
  #show(constraints: readonly Constraint[], code: Finding['code'], path: string): CounterExample | undefined {
    const found = this.#find(constraints, code, path);
    return typeof found === 'string' ? undefined : exampleOf(this.#model.questions, this.#search.ordinary, found);
  }

  #isImpossible(constraints: readonly Constraint[], code: Finding['code'], path: string): boolean {
    return this.#find(constraints, code, path) === 'none';
  }

  /** A search that ends undecided is told. */
  #find(constraints: readonly Constraint[], code: Finding['code'], path: string): ReturnType<Search['find']> {
    const found = this.#search.find(constraints);
    if (found === 'undecided') {
      this.#findings.push({
        code: 'not-proven',
        severity: 'unproven',
        path,
        words: `La recherche s’est arrêtée à sa limite avant d’avoir prouvé ${SOUGHT[code] ?? 'ce point'}.`,
        mend: 'Simplifier les conditions qui dépendent de beaucoup de questions à la fois, ou faire signer la règle.',
      });
    }
    return found;
  }
}

/** What a search is made for. */
const SOUGHT: Partial<Record<Finding['code'], string>> = {
  'rule-never-holds': 'que la règle peut se déclencher',
  'rule-always-holds': 'que la règle peut rester muette',
  'no-outcome': 'que toute combinaison de réponses a une issue',
  'green-unanswered': 'qu’aucun passage ne finit bien sans cette réponse',
  'green-unknown': 'qu’aucun passage ne finit bien sur une réponse qui ne dit rien',
  'urgent-masked': 'qu’aucune urgence n’est masquée',
  'prescription-without-dose': 'que l’ordonnance a toujours de quoi faire sa dose',
  'prescription-without-finding': 'que l’ordonnance a toujours le résultat qui la justifie',
};

function must(condition: Condition): Constraint {
  return { condition, allowed: TRUE };
}

function is(question: Question, test: (answer: Answer) => boolean): Constraint {
  return must(logic.ofAnswer(question, (answer) => truthOf(test(answer))));
}

function sizeOf({ differs }: CounterExample): number {
  return Object.keys(differs).length;
}

/** Questions that both rules read. */
function sharedQuestions(a: RuleModel, b: RuleModel): Question[] {
  return [...(a.condition?.reads ?? [])].filter((question) => b.condition?.reads.has(question));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
