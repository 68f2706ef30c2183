import type { RunProtocol, SatisfactionLevel } from '@relais/sdk/run';
import type { TemplateResult } from 'lit';
import { choiceField } from '../../ui/fields/chosen.ts';
import { emptyState } from '../../ui/flow/empty-state.ts';
import { html } from '../../ui/html.ts';
import type { Desk } from '../shared/desk.ts';

const LEVELS: readonly SatisfactionLevel[] = ['verySatisfied', 'satisfied', 'dissatisfied', 'veryDissatisfied'];

/** How content somebody is with each protocol, in each of their parts. What they have said is not read back: nobody can tell whose it was. */
export function renderOpinion(
  desk: Desk,
  said: ReadonlyMap<string, SatisfactionLevel>,
  say: (key: string, level: SatisfactionLevel) => void,
): TemplateResult {
  const { t, list } = desk;
  const parts = (list?.protocols ?? []).flatMap((one) => one.parts.map((part) => ({ one, part })));
  if (parts.length === 0) return emptyState(t.noOpinion, t.noOpinionText);
  return html`<p>${t.opinionText}</p>
    ${parts.map(({ one, part }) => opinionOf(desk, one, part, { said, say }))}`;
}

function opinionOf(
  desk: Desk,
  { id: protocol, title }: RunProtocol,
  part: RunProtocol['parts'][number],
  { said, say }: { said: ReadonlyMap<string, SatisfactionLevel>; say: (key: string, level: SatisfactionLevel) => void },
): TemplateResult {
  const { t } = desk;
  const key = `${part}-${protocol}`;
  return choiceField(t, {
    id: key,
    label: `${title} (${t.parts[part]})`,
    options: LEVELS.map((value) => ({ value, text: t.satisfaction[value] })),
    chosen: said.get(key),
    isRow: true,
    choose: (value) => {
      const level = value as SatisfactionLevel;
      void desk.act(async () => {
        await desk.runs.stateSatisfaction({ protocol, part, level });
        say(key, level);
      }, t.opinionKept);
    },
  });
}
