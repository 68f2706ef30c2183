import type { Questionnaire } from '@relais/elements';
import type { DetailedHTMLProps, HTMLAttributes } from 'react';

/** What React sets on the tag: properties by their names, listeners as `on` and the name of the event. */
type QuestionnaireProps = DetailedHTMLProps<HTMLAttributes<Questionnaire>, Questionnaire> &
  Partial<
    Pick<Questionnaire, 'questionnaire' | 'response' | 'launchContext' | 'bundle' | 'terminology' | 'readonly'>
  > & {
    [Name in 'relais-change' | 'relais-validity' | 'relais-complete' as `on${Name}`]?: (
      event: GlobalEventHandlersEventMap[Name],
    ) => void;
  };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'relais-questionnaire': QuestionnaireProps;
    }
  }
}
