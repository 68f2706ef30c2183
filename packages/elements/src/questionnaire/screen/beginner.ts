// The beginning of a large form, shown while the rest of it is read.
import type { FormAnswer, Messages } from '@relais/sdk/questionnaire';
import { openBeginning } from '@relais/sdk/questionnaire/beginning';
import { basic } from '../fields/basic.ts';
import { module as numbers } from '../fields/numbers.ts';
import { flatten } from '../view/flatten.ts';
import type { Module, ViewHost } from '../view/types.ts';
import type { QuestionnaireStrings } from '../words/fr.ts';
import { FormView } from './form-view.ts';

/** What of the screen a beginning depends on. */
export interface Ground extends ViewHost {
  readonly language: string;
  readonly t: QuestionnaireStrings;
  readonly isCompact: boolean;
}

interface Given {
  readonly questionnaire: unknown;
  readonly requiredGroups?: boolean | undefined;
}

export interface Look {
  readonly language: string;
  readonly isCompact: boolean;
  readonly modules: readonly Module[];
  readonly messages: Messages;
}

export class Beginner {
  readonly #ground: Ground;
  readonly #look: Look;
  #view: FormView | undefined;
  /** Whether a field has been left with another answer. */
  #isCommitted = false;

  constructor(ground: Ground, look: Look) {
    this.#ground = ground;
    this.#look = look;
  }

  /** Shows what can be shown at once of a form; nothing where it would look otherwise than what this was loaded for. */
  begin({ questionnaire, requiredGroups }: Given): FormView | undefined {
    const { language, isCompact, modules, messages } = this.#look;
    const ground = this.#ground;
    if (ground.language !== language || ground.isCompact !== isCompact) return undefined;
    const beginning = openBeginning(questionnaire, { now: () => Date.now(), language, messages, requiredGroups });
    if (!beginning) return undefined;
    const view = new FormView(beginning.form, this.#host(), ground.t, [basic, numbers, ...modules], beginning.isMarked);
    view.form.subscribe((change) => {
      view.feedback?.note(view, change);
      ground.requestUpdate();
    });
    this.#isCommitted = false;
    this.#view = view;
    ground.requestUpdate();
    return view;
  }

  /** Nobody hears of an answer before the form is open. */
  #host(): ViewHost {
    const ground = this.#ground;
    return {
      renderRoot: ground.renderRoot,
      get updateComplete() {
        return ground.updateComplete;
      },
      requestUpdate: () => ground.requestUpdate(),
      say: (text) => ground.say(text),
      loadWords: () => ground.loadWords(),
      loadField: (kind) => ground.loadField(kind),
      dispatch: (event) => ground.dispatch(event),
      committed: () => (this.#isCommitted = true),
    };
  }

  /** Resolves once the browser has painted what fills the screen; then the rest follows. A page that is hidden is not painted. */
  async shown(): Promise<void> {
    await new Promise((resolve) => {
      requestAnimationFrame(() => setTimeout(resolve));
      setTimeout(resolve, 100);
    });
    this.#view?.draw();
    this.#ground.requestUpdate();
  }

  /** Gives what has been answered and typed to the whole form. */
  handOver(beginning: FormView, whole: FormView): void {
    for (const item of flatten(beginning.form.root)) {
      const place = item.touched && whole.form.item(item.linkId);
      if (!place) continue;
      const [answer] = item.answers;
      whole.form.answer(place, given(answer));
      const text = answer && beginning.typedIn(answer);
      if (text !== undefined && place.answers[0]) whole.type(place.answers[0], text);
      else whole.leave(place);
    }
    if (this.#isCommitted) this.#ground.committed();
  }
}

/** What was given, also when it cannot be an answer. */
function given({ value, rejected = value }: Partial<FormAnswer> = {}): unknown {
  return rejected;
}
