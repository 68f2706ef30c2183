import type { Questionnaire } from '@relais/elements';
import type {} from '@relais/elements/react';
import { useRef, useState } from 'react';
import form from '../../../editor/record/bilan-infirmier.json';
import record from '../../../editor/record/odette-fauvergue.json';

// Outside the component: an object made anew at each rendering would open the form anew.
const bundle = record as Questionnaire['bundle'];
const context: Questionnaire['launchContext'] = {
  patient: record.entry[0]?.resource,
  user: record.entry[1]?.resource,
};

export function App() {
  const questionnaire = useRef<Questionnaire>(null);
  const [missing, setMissing] = useState(0);
  const [kept, setKept] = useState<Questionnaire['response']>();

  return (
    <>
      <h1>Un questionnaire dans React</h1>
      <p role="status">{kept ? 'Bilan gardé.' : missing > 0 ? `${missing} à corriger` : 'Rien à corriger'}</p>
      <relais-questionnaire
        ref={questionnaire}
        questionnaire={form}
        launchContext={context}
        bundle={bundle}
        onrelais-validity={({ detail }) => setMissing(detail.errors)}
        onrelais-change={() => setKept(undefined)}
        onrelais-complete={() => setKept(questionnaire.current?.response)}
      />
      {kept && <pre aria-label="Réponse">{JSON.stringify(kept, null, 2)}</pre>}
    </>
  );
}
