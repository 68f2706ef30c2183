import { nothing, type TemplateResult } from 'lit';
import { fieldBox } from '../../ui/fields/field.ts';
import { button } from '../../ui/flow/screens.ts';
import { notice } from '../../ui/flow/notice.ts';
import { html } from '../../ui/html.ts';
import { saveFile } from '../../ui/save-file.ts';
import type { territoryFormats } from '../shared/calls.ts';
import type { Desk } from '../shared/desk.ts';
import type { PlanningStrings } from '../words/fr.ts';
import { readTerritoryFile, writeTerritoryFile, type FileFault } from '../shared/territory-file.ts';
import { replace } from './plan.ts';

/** The planning as a file: to be kept, and to be taken up again as what is to be published. */
export function drawFile(desk: Desk): TemplateResult {
  const { t, plan } = desk;
  return html`<h3>${t.file}</h3>
    ${refusalOf(desk)}
    ${fieldBox(
      t,
      { id: 'file', label: t.takeFile, help: t.takeFileHelp },
      html`<input
        id="file"
        type="file"
        accept=".json,application/json"
        aria-describedby="file-help"
        @change=${(event: Event) => choose(desk, event.target as HTMLInputElement)}
      />`,
    )}
    ${plan.base.territory ? html`<div class="actions">${button(t.saveFile, () => save(desk))}</div>` : nothing}`;
}

function refusalOf({ t, plan, refused }: Desk): TemplateResult | typeof nothing {
  if (!refused) return nothing;
  return notice(
    'refused',
    t.fileRefused(refused.name),
    html`<ul>
      ${refused.faults.map((fault) => html`<li>${sayFault(t, fault, plan.engine.territoryFormats)}</li>`)}
    </ul>`,
  );
}

type TerritoryFormats = typeof territoryFormats;

function sayFault(t: PlanningStrings, fault: FileFault, formats: TerritoryFormats): string {
  switch (fault.kind) {
    case 'too-large':
      return t.fileTooLarge;
    case 'not-json':
      return t.fileNotJson(fault.line);
    case 'foreign':
      return t.fileForeign(fault.structure);
    case 'problem': {
      const names = Object.keys(formats) as (keyof TerritoryFormats)[];
      const format = names.find((name) => formats[name] === fault.accepted);
      return t.fileProblem(t.problem(fault.path || t.wholeFile, fault.code), t.accepted(format, fault.accepted));
    }
  }
}

function save({ plan }: Desk): void {
  const { territory, version } = plan.base;
  if (!territory) return;
  saveFile(`planning-${territory.id ?? version}-${version}.json`, writeTerritoryFile(territory), 'application/json');
}

function choose(desk: Desk, input: HTMLInputElement): void {
  const [file] = input.files ?? [];
  // The same file, mended, can be chosen again.
  input.value = '';
  if (file) void desk.flow.run(() => take(desk, file));
}

/** What is taken becomes what is to be published, and is published like anything else. */
async function take(desk: Desk, file: File): Promise<void> {
  const { t, plan, flow } = desk;
  const { name } = file;
  const read = await readTerritoryFile(file, (await desk.client.structure.describe()).id, plan.engine);
  if ('faults' in read) {
    desk.refused = { name, faults: read.faults };
    return flow.focus('refused');
  }
  desk.refused = undefined;
  replace(desk, plan.engine.withoutRetired(read.territory, plan.base.today), t.fileTaken(name));
  flow.focus('changes');
}
