import type { Paper } from '@relais/sdk';
import { nothing, type TemplateResult } from 'lit';
import { button } from '../../ui/flow/screens.ts';
import { notice } from '../../ui/flow/notice.ts';
import { html } from '../../ui/html.ts';
import { saveFile } from '../../ui/save-file.ts';
import type { Desk, Papers } from '../shared/desk.ts';

/** What a launch hands out, printed of what is published, and what it cannot say yet. */
export function drawPapers(desk: Desk): TemplateResult | typeof nothing {
  const { t, plan, papers } = desk;
  if (!plan.base.territory) return nothing;
  return html`<h3>${t.papers}</h3>
    <p class="quiet">${t.papersHelp}</p>
    ${papers ? toldOf(desk, papers) : nothing}
    <div class="actions">
      ${button(t.poster, () => take(desk, 'poster'))} ${button(t.sheet, () => take(desk, 'sheet'))}
    </div>`;
}

function toldOf({ t }: Desk, papers: Papers): TemplateResult | typeof nothing {
  if ('refused' in papers) return notice('papers', t.paperRefusals[papers.refused]);
  if (papers.gaps.length === 0) return nothing;
  const gaps = papers.gaps.map((gap) => html`<li>${t.paperGaps[gap]}</li>`);
  return notice(
    'papers',
    papers.paper === 'poster' ? t.posterGaps : t.sheetGaps,
    html`<ul>
      ${gaps}
    </ul>`,
  );
}

function take(desk: Desk, paper: Paper): void {
  const { t, api, language, flow } = desk;
  void flow.run(async () => {
    desk.papers = undefined;
    try {
      const [bytes, gaps] = await Promise.all([api.printPaper(paper, { language }), api.paperGaps()]);
      saveFile(`${desk.info.id}-${t.paperNames[paper]}.pdf`, bytes, 'application/pdf');
      desk.papers = { paper, gaps: gaps[paper] };
      desk.say(t.paperSaved(gaps[paper].length));
    } catch (error) {
      const { code = '' } = error as { readonly code?: string };
      if (!isRefusal(t.paperRefusals, code)) throw error;
      desk.papers = { refused: code };
      flow.focus('papers');
    }
  });
}

function isRefusal<Refusals extends object>(refusals: Refusals, code: string): code is keyof Refusals & string {
  return Object.hasOwn(refusals, code);
}
