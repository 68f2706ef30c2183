import { nothing, type TemplateResult } from 'lit';
import { fieldBox } from '../../ui/fields/field.ts';
import { form, submitButton } from '../../ui/fields/form.ts';
import { button, heading } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import type { ChecklistState, Desk } from '../shared/desk.ts';

/** What a request of ours takes at most. */
const LARGEST = 1024 * 1024;
/** Places told of a file that is not taken. */
const MOST_FAULTS = 10;

export function openChecklist({ flow }: Desk): void {
  flow.go({ name: 'checklist', taken: undefined, faults: [] });
}

/** The signs people are asked before they book: those in force, and others from a file, which are looked at before they are. */
export function drawChecklist(desk: Desk, state: ChecklistState): TemplateResult {
  const { t, flow, info } = desk;
  const { taken, faults } = state;
  const fields = html`${fieldBox(
      t,
      { id: 'file', label: t.takeChecklist, help: t.takeChecklistHelp, fault: faults[0]?.text },
      html`<input
        id="file"
        type="file"
        accept=".json,application/json"
        aria-invalid=${faults.length > 0 ? 'true' : nothing}
        aria-describedby="file-help"
        @change=${(event: Event) => choose(desk, state, event.target as HTMLInputElement)}
      />`,
    )}
    ${taken ? html`<p class="notice" part="notice" id="taken" tabindex="-1">${t.toBeInForce(sayChecklist(desk, taken))}</p>` : nothing}
    <div class="actions">
      ${taken ? submitButton(t.putInForce) : nothing} ${button(t.cancel, () => flow.back(), 'link')}
    </div>`;
  return html`${heading(t.stepNames.checklist)}
    <p>${info.checklist ? t.inForce(sayChecklist(desk, info.checklist)) : t.noChecklist}</p>
    <p class="quiet">${t.checklistWho}</p>
    ${form(t, faults, fields, () => putInForce(desk, state))}`;
}

interface Told {
  readonly title: string;
  readonly version: string;
  readonly status: 'draft' | 'signed';
  readonly items: readonly unknown[];
}

function sayChecklist({ t }: Desk, { title, version, status, items }: Told): string {
  const told = t.checklistLine(title, version, items.length);
  return status === 'draft' ? `${told} ${t.checklistDraft}` : told;
}

function choose(desk: Desk, state: ChecklistState, input: HTMLInputElement): void {
  const [file] = input.files ?? [];
  // The same file, mended, can be chosen again.
  input.value = '';
  if (file) void desk.flow.run(() => take(desk, state, file));
}

async function take(desk: Desk, state: ChecklistState, file: File): Promise<void> {
  const { t, flow, plan } = desk;
  const refuse = (texts: readonly string[]) => {
    flow.update({ ...state, taken: undefined, faults: texts.map((text) => ({ id: 'file', text })) });
    flow.focus('summary');
  };
  if (file.size > LARGEST) return refuse([t.fileTooLarge]);
  const parsed = plan.engine.SeverityChecklist.safeParse(parse(await file.text()));
  if (!parsed.success) {
    const places = new Set(parsed.error.issues.map(({ path }) => path.join('.') || t.wholeFile));
    return refuse(
      [...places].slice(0, MOST_FAULTS).map((place) => t.fileProblem(t.problem(place, 'not-accepted'), '')),
    );
  }
  flow.update({ ...state, taken: parsed.data, faults: [] });
  flow.focus('taken');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function putInForce(desk: Desk, state: ChecklistState): void {
  const { t, flow, api } = desk;
  const { taken } = state;
  if (!taken) return;
  void flow.run(async () => {
    try {
      await api.takeChecklist(taken);
    } catch (error) {
      if ((error as { readonly code?: string }).code !== 'forbidden') throw error;
      flow.update({ ...state, faults: [{ id: 'file', text: t.checklistForbidden }] });
      return flow.focus('summary');
    }
    await desk.readRest();
    flow.back();
    desk.say(t.checklistTaken);
  });
}
