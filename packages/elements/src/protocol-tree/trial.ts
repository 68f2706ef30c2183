// What tries a protocol, loaded when somebody first does: the form, and what evaluates it.
import '../questionnaire/relais-questionnaire.ts';
import { answerForm, explainForm, protocolQuestionnaire, withoutRules } from '@relais/sdk/protocol/tree';
import type { CaseAnswer, Explanation, Outline, Protocol } from '@relais/sdk/protocol/tree';
import { openForm } from '@relais/sdk/questionnaire';
import type { Form, QuestionnaireItem, QuestionnaireResponse } from '@relais/sdk/questionnaire';

type Answers = Readonly<Record<string, CaseAnswer>>;

/** One protocol being tried. The form on the screen is the questionnaire's own; what follows from it is judged as a server does. */
export class Trial {
  /** What is shown: the protocol's questions, those that are examples marked as such. */
  readonly questionnaire: unknown;
  readonly #protocol: Protocol;
  readonly #outline: Outline;
  readonly #source: unknown;
  readonly #language: string;

  constructor(protocol: Protocol, outline: Outline, language: string, example: string) {
    this.#protocol = protocol;
    this.#outline = outline;
    this.#language = language;
    const source = protocolQuestionnaire(protocol, protocol.date);
    const examples = new Set(
      outline.questions.filter(({ status }) => status === 'illustrative').map(({ linkId }) => linkId),
    );
    this.#source = source;
    const items = (source.item ?? []).map((item) => marked(item, examples, example));
    // Its title stands above already.
    this.questionnaire = { ...source, title: undefined, item: items };
  }

  /** The answers as a response to begin with. */
  async responseFor(answers: Answers): Promise<QuestionnaireResponse> {
    const form = await this.#open();
    answerForm(form, answers);
    return withoutRules(form.response());
  }

  /** The answers of another version of the protocol, which its own rules judge anew. */
  carry(response: QuestionnaireResponse): QuestionnaireResponse {
    return withoutRules(response);
  }

  /** What follows from a response; from none, what follows before anything is answered. */
  async explain(response: QuestionnaireResponse | undefined): Promise<Explanation> {
    return explainForm(this.#protocol, this.#outline, await this.#open(response && withoutRules(response)));
  }

  #open(response?: QuestionnaireResponse): Promise<Form> {
    return openForm(this.#source, { now: Date.now, language: this.#language, ...(response && { response }) });
  }
}

const FLYOVER = {
  url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl',
  valueCodeableConcept: { coding: [{ code: 'flyover' }] },
};

/** The same item with a word behind its name when it is an example. */
function marked(item: QuestionnaireItem, examples: ReadonlySet<string>, example: string): QuestionnaireItem {
  const inside = (item.item ?? []).map((one) => marked(one, examples, example));
  if (!examples.has(item.linkId)) return { ...item, ...(inside.length > 0 && { item: inside }) };
  const badge = { linkId: `${item.linkId}:example`, type: 'display', text: `(${example})`, extension: [FLYOVER] };
  return { ...item, item: [badge, ...inside] };
}
