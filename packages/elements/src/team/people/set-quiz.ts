import type { Quiz, TeamProtocol } from '@relais/sdk';
import { nothing } from 'lit';
import { fieldBox } from '../../ui/fields/field.ts';
import { html } from '../../ui/html.ts';
import type { Desk } from '../shared/desk.ts';
import { openForm } from '../../ui/dialog/form-dialog.ts';

const LARGEST = 256 * 1024;

/** A doctor replaces the quiz of a protocol by a file of hers: questions, what is right, and the mark. */
export function openQuizSetting(desk: Desk, protocol: TeamProtocol): void {
  const { t } = desk;
  let quiz: Quiz | undefined;
  let fault: string | undefined = t.quizFileMissing;
  const take = async ({ files }: HTMLInputElement): Promise<void> => {
    const [file] = files ?? [];
    quiz = file && file.size <= LARGEST ? readQuiz(await file.text()) : undefined;
    fault = !file ? t.quizFileMissing : !quiz ? t.quizFileWrong : undefined;
    if (quiz && quiz.protocol !== protocol.id) fault = t.quizOfOther(quiz.protocol);
    desk.redraw();
  };
  openForm(desk, {
    title: t.setQuizTitle(protocol.title),
    submit: t.save,
    part: { protocol: protocol.id },
    fields: (faultOf) =>
      html`<p>${t.setQuizText}</p>
        ${fieldBox(
          t,
          { id: 'quiz-file', label: t.quizFile, help: t.quizFileHelp, fault: faultOf('quiz-file') },
          html`<input
            id="quiz-file"
            type="file"
            accept=".json,application/json"
            aria-describedby="quiz-file-help"
            aria-invalid=${faultOf('quiz-file') ? 'true' : nothing}
            @change=${(event: Event) => void take(event.target as HTMLInputElement)}
          />`,
        )}`,
    check: () => (fault === undefined ? [] : [{ id: 'quiz-file', text: fault }]),
    send: () => (quiz ? desk.calls.setQuiz(quiz) : Promise.resolve()),
    fieldOf: (path) => ({ id: 'quiz-file', text: t.quizFault(path) }),
    done: () => t.quizSet,
  });
}

/** What the backend judges in full; here only that it may be a quiz at all. */
function readQuiz(text: string): Quiz | undefined {
  try {
    const quiz = JSON.parse(text) as Partial<Quiz> | null;
    return quiz?.formatVersion === 'relais-quiz/1' && typeof quiz.protocol === 'string' ? (quiz as Quiz) : undefined;
  } catch {
    return undefined;
  }
}
