import type { Questionnaire } from '@relais/elements';
import type { DefineComponent } from 'vue';

/** What a template may bind: properties by their names, listeners as `on` and the name of the event. */
type QuestionnaireProps = Partial<
  Pick<Questionnaire, 'questionnaire' | 'response' | 'launchContext' | 'bundle' | 'terminology' | 'readonly'>
> & {
  onRelaisChange?: (event: GlobalEventHandlersEventMap['relais-change']) => void;
  onRelaisValidity?: (event: GlobalEventHandlersEventMap['relais-validity']) => void;
  onRelaisComplete?: (event: GlobalEventHandlersEventMap['relais-complete']) => void;
};

declare module 'vue' {
  interface GlobalComponents {
    'relais-questionnaire': DefineComponent<QuestionnaireProps>;
  }
}
