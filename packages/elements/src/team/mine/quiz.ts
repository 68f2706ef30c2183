import '../../questionnaire/relais-questionnaire.ts';
import type { AskedQuiz, QuizAnswers, QuizResult } from '@relais/sdk';
import { nothing, type TemplateResult } from 'lit';
import type { Questionnaire } from '../../questionnaire/index.ts';
import { button, heading, message } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import type { Desk } from '../shared/desk.ts';

/** The quiz of a protocol in front of a délégué, and how she has done. */
export class QuizScreen {
  readonly #desk: Desk;
  readonly #protocol: string;
  readonly #title: string;
  readonly #leave: () => void;
  #asked: AskedQuiz;
  #result: QuizResult | undefined;

  private constructor(desk: Desk, about: { protocol: string; title: string; asked: AskedQuiz; leave: () => void }) {
    this.#desk = desk;
    this.#protocol = about.protocol;
    this.#title = about.title;
    this.#asked = about.asked;
    this.#leave = about.leave;
  }

  static async open(
    desk: Desk,
    about: { readonly protocol: string; readonly title: string; readonly leave: () => void },
  ): Promise<QuizScreen> {
    return new QuizScreen(desk, { ...about, asked: await desk.calls.readQuiz(about.protocol) });
  }

  render(): TemplateResult {
    if (this.#result) return this.#renderResult(this.#result);
    const { t, language } = this.#desk;
    const { questions, passMark, attempts, questionnaire } = this.#asked;
    if (attempts?.left === 0) return this.#renderUsed();
    return html`${heading(t.quizHeading, this.#title)}
      <p>${t.quizText(questions, percent(passMark))} ${attempts ? t.attemptsLeft(attempts.left) : nothing}</p>
      <div
        class="quiz"
        @input=${stop}
        @change=${stop}
        @relais-change=${stop}
        @relais-validity=${stop}
        @relais-draft=${stop}
        @relais-complete=${(event: Event) => this.#answer(event)}
      >
        <relais-questionnaire .language=${language} .questionnaire=${questionnaire}></relais-questionnaire>
      </div>
      ${button(t.backToMine, this.#leave, 'link')}`;
  }

  #renderResult({ right, questions, passed }: QuizResult): TemplateResult {
    const { t } = this.#desk;
    const { attempts, passMark } = this.#asked;
    const score = t.quizScore(right, questions);
    if (passed)
      return message(heading(t.quizDone), [score, t.quizDoneText], button(t.backToMine, this.#leave, 'primary'));
    return message(
      heading(t.quizFailed),
      [score, t.quizNeeded(percent(passMark)), attempts && this.#leftWords(attempts)],
      attempts?.left === 0 ? nothing : button(t.tryAgain, () => this.#again(), 'primary'),
      button(t.backToMine, this.#leave),
    );
  }

  #renderUsed(): TemplateResult {
    const { t } = this.#desk;
    const words = this.#asked.attempts && this.#leftWords(this.#asked.attempts);
    return message(heading(t.quizUsed, this.#title), [words], button(t.backToMine, this.#leave, 'primary'));
  }

  #leftWords({ left, from }: NonNullable<AskedQuiz['attempts']>): string {
    const { t, format } = this.#desk;
    return left === 0 ? t.noAttemptsLeft(from === undefined ? '' : format.at(from)) : t.attemptsLeft(left);
  }

  #again(): void {
    this.#result = undefined;
    this.#desk.flow.focus('heading');
  }

  #answer(event: Event): void {
    stop(event);
    const answers = answersOf((event.target as Questionnaire).response);
    const { calls, flow } = this.#desk;
    void flow.run(async () => {
      try {
        this.#result = await calls.answerQuiz(this.#protocol, answers);
      } catch (error) {
        // Another window has used what was left: said by what is read below.
        if ((error as { readonly code?: string }).code !== 'quiz-attempts-used') throw error;
      }
      this.#asked = await calls.readQuiz(this.#protocol);
      flow.focus('heading');
    });
  }
}

interface Item {
  readonly linkId: string;
  readonly item?: readonly Item[];
  readonly answer?: readonly { readonly valueCoding?: { readonly code?: string } }[];
}

/** The codes that are chosen, by question. */
function answersOf(response: unknown): QuizAnswers {
  const walk = (items: readonly Item[]): Item[] => items.flatMap((one) => [one, ...walk(one.item ?? [])]);
  const { item = [] } = (response ?? {}) as { readonly item?: readonly Item[] };
  return Object.fromEntries(
    walk(item)
      .filter(({ answer }) => answer !== undefined)
      .map(({ linkId, answer = [] }) => [linkId, answer.flatMap(({ valueCoding }) => valueCoding?.code ?? [])]),
  );
}

function percent(part: number): string {
  return `${Math.round(part * 100)}\xa0%`;
}

/** What the form inside says to its own host is not for ours: answers are in it. */
function stop(event: Event): void {
  event.stopPropagation();
}
