import type { Team, TeamDeclaration } from '@relais/sdk';
import { nothing, type TemplateResult } from 'lit';
import { changesTable, declarationTable } from '../shared/calls.ts';
import { writeDate } from '../../ui/fields/reading.ts';
import { emptyState } from '../../ui/flow/empty-state.ts';
import { button } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import { saveFile } from '../../ui/save-file.ts';
import { table } from '../../ui/table/table.ts';
import type { Desk } from '../shared/desk.ts';
import { nameOf } from '../shared/people.ts';

/** What is declared to the agency: the team of a protocol, every dated change of it, and how many are engaged. */
export class DeclarationScreen {
  readonly #desk: Desk;
  #protocol = '';
  #readFor: Team | undefined;
  #declaration: TeamDeclaration | undefined;
  #hasFailed = false;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  render(protocol: string): TemplateResult {
    const { t, team } = this.#desk;
    if (!team) return html``;
    if (team.may.declare && (this.#readFor !== team || this.#protocol !== protocol)) void this.#read(protocol);
    return html`${this.#renderEngaged(team)}
    ${
      this.#hasFailed
        ? html`<div class="notice refusal" role="alert" part="notice">
            <p>${t.declarationUnread}</p>
            ${button(t.retry, () => this.#read(protocol), 'link')}
          </div>`
        : team.may.declare
          ? this.#renderDeclaration(protocol)
          : nothing
    }`;
  }

  #renderEngaged({ engaged, on }: Team): TemplateResult {
    const { t } = this.#desk;
    if (engaged.length === 0) return emptyState(t.nobodyEngaged, t.nobodyText);
    return table(t, {
      id: 'engaged',
      caption: t.engagedCaption(writeDate(on)),
      rows: engaged,
      keyOf: ({ function: of, profession }) => `${of} ${profession ?? ''}`,
      columns: [
        { id: 'function', title: t.functionLabel, cell: (row) => t.functions[row.function] },
        {
          id: 'profession',
          title: t.profession,
          cell: ({ profession }) => (profession ? t.professions[profession] : t.none),
        },
        { id: 'count', title: t.engagedCount, cell: ({ count }) => String(count), isNumber: true },
      ],
    });
  }

  #renderDeclaration(protocol: string): TemplateResult {
    const { t, format } = this.#desk;
    const declaration = this.#declaration;
    if (declaration?.protocol !== protocol) return html`<p class="quiet" role="status">${t.loadingDeclaration}</p>`;
    const { members, changes, on } = declaration;
    const name = (id: string) => {
      const person = members.find(({ professional }) => professional === id);
      return person ? nameOf(person) : t.none;
    };
    return html`<section class="stack" aria-labelledby="declaration">
      <h3 id="declaration">${t.declarationHeading(declaration.title)}</h3>
      <p>${t.declarationText}</p>
      <div class="actions">
        ${button(t.exportTeam, () => saveFile(`equipe-${protocol}-${on}.csv`, declarationTable(declaration), 'text/csv'))}
        ${button(t.exportChanges, () => saveFile(`changements-${protocol}-${on}.csv`, changesTable(declaration), 'text/csv'))}
      </div>
      ${
        changes.length === 0
          ? emptyState(t.noChanges, t.noChangesText)
          : table(t, {
              id: 'changes',
              caption: t.changesCaption,
              rows: changes.toReversed(),
              keyOf: (change) => JSON.stringify(change),
              columns: [
                { id: 'at', title: t.changedAt, cell: ({ at }) => `${writeDate(at.slice(0, 10))}, ${format.time(at)}` },
                {
                  id: 'who',
                  title: t.person,
                  cell: ({ professional }) => html`<span translate="no">${name(professional)}</span>`,
                },
                { id: 'function', title: t.functionLabel, cell: (row) => t.functions[row.function] },
                { id: 'change', title: t.change, cell: ({ change }) => t.changes[change] },
                { id: 'on', title: t.changedOn, cell: (row) => (row.on === undefined ? t.none : writeDate(row.on)) },
              ],
            })
      }
    </section>`;
  }

  async #read(protocol: string): Promise<void> {
    const { calls, team } = this.#desk;
    this.#readFor = team;
    this.#protocol = protocol;
    this.#hasFailed = false;
    try {
      const declaration = await calls.declaration(protocol);
      if (this.#readFor !== team || this.#protocol !== protocol) return;
      this.#declaration = declaration;
    } catch {
      if (this.#readFor !== team || this.#protocol !== protocol) return;
      this.#hasFailed = true;
    }
    this.#desk.redraw();
  }
}
