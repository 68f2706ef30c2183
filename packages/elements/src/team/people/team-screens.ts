import type { Team, TeamProtocol } from '@relais/sdk';
import { nothing, type TemplateResult } from 'lit';
import { badge } from '../../ui/badge.ts';
import { selectField, tickBox } from '../../ui/fields/chosen.ts';
import { writeDate } from '../../ui/fields/reading.ts';
import { emptyState } from '../../ui/flow/empty-state.ts';
import { button, heading } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import { listedName } from '../../ui/person/person.ts';
import { listAndDetail } from '../../ui/table/list-and-detail.ts';
import { tabs } from '../../ui/tabs/tabs.ts';
import type { Desk, Screens } from '../shared/desk.ts';
import { DeclarationScreen } from '../declaration/declaration.ts';
import { ImportScreen } from '../import/import.ts';
import { RosterScreen } from '../roster/roster.ts';
import { hasLeft, keyOf, nameOf, partsOf, titleOf, type Part } from '../shared/people.ts';
import { openDeclaration } from './declare.ts';
import { renderFile } from './file.ts';
import { openQuizSetting } from './set-quiz.ts';

const TABS = ['people', 'roster', 'import', 'declaration'] as const;
type TabName = (typeof TABS)[number];

/** Members are the administrator's to bring in. */
function tabsOf({ may }: Team): readonly TabName[] {
  return TABS.filter((tab) => tab !== 'import' || may.declare);
}

/** The screens of those who answer for the team. */
export function createTeamScreens(desk: Desk, host: { readonly protocol: string | undefined }): Screens {
  return new TeamScreens(desk, host);
}

class TeamScreens implements Screens {
  readonly #desk: Desk;
  readonly #host: { readonly protocol: string | undefined };
  /** The protocol somebody has chosen here. */
  #chosen: string | undefined;
  #open: string | undefined;
  #withLeft = false;
  #tab: TabName = 'people';
  readonly #roster: RosterScreen;
  readonly #import: ImportScreen;
  readonly #declaration: DeclarationScreen;

  constructor(desk: Desk, host: { readonly protocol: string | undefined }) {
    this.#desk = desk;
    this.#host = host;
    this.#roster = new RosterScreen(desk);
    this.#import = new ImportScreen(desk);
    this.#declaration = new DeclarationScreen(desk);
  }

  render(): TemplateResult {
    const { t, team } = this.#desk;
    if (!team) return html``;
    if (team.protocols.length === 0)
      return html`${heading(t.teamHeading)} ${emptyState(t.noProtocols, t.noProtocolsText)}`;
    const protocol = this.#protocolOf(team);
    return html`${heading(t.teamHeading)} ${this.#renderRenewals(team)} ${this.#renderChoice(team, protocol)}
    ${tabs({
      id: 'team',
      label: t.tabsLabel,
      tabs: tabsOf(team).map((id) => ({ id, title: t.tabs[id] })),
      chosen: this.#tab,
      choose: (id) => this.#turn(id as TabName),
      panel: this.#renderTab(team, protocol),
    })}`;
  }

  #renderTab(team: Team, protocol: TeamProtocol): TemplateResult {
    switch (this.#tab) {
      case 'people':
        return this.#renderPeople(team, protocol);
      case 'roster':
        return this.#roster.render(protocol.id);
      case 'import':
        return this.#import.render();
      case 'declaration':
        return this.#declaration.render(protocol.id);
    }
  }

  /** Once said on top: a certificate that ends keeps somebody from working, in whichever protocol one looks at. */
  #renderRenewals(team: Team): TemplateResult | typeof nothing {
    const { t } = this.#desk;
    const { renewals, members } = team;
    if (renewals.length === 0) return nothing;
    return html`<section class="notice stack" part="notice" aria-labelledby="renewals">
      <h3 id="renewals">${t.renewals}</h3>
      <ul role="list">
        ${renewals.map(({ professional, protocol, validTo }) => {
          const person = members.find((one) => one.professional === professional);
          return html`<li>
            ${t.renewal(person ? nameOf(person) : t.none, titleOf(team, protocol), writeDate(validTo))}
          </li>`;
        })}
      </ul>
    </section>`;
  }

  /** Which protocol the rest is about, and how it stands. */
  #renderChoice(team: Team, protocol: TeamProtocol): TemplateResult {
    const { t } = this.#desk;
    const { id, open, onCall, quiz } = protocol;
    return html`<div class="choice">
        ${selectField(t, {
          id: 'protocol',
          label: t.protocol,
          options: team.protocols.map((one) => ({ value: one.id, text: one.title })),
          chosen: id,
          choose: (chosen) => this.#choose(chosen),
        })}
      </div>
      <p class="signs">
        ${open ? badge(t.protocolOpen, 'done') : badge(t.protocolClosed, 'waiting')}
        ${badge(t.onCallNow(onCall), onCall > 0 ? 'done' : 'attention')}
        ${badge(quiz ? t.quizIs(quiz.questions, `${Math.round(quiz.passMark * 100)}\xa0%`) : t.noQuiz)}
      </p>`;
  }

  #renderPeople(team: Team, protocol: TeamProtocol): TemplateResult {
    const { t } = this.#desk;
    const parts = partsOf(team, protocol.id);
    const shown = this.#withLeft ? parts : parts.filter((part) => !hasLeft(part, team.on));
    const open = shown.find((part) => keyOf(part) === this.#open);
    const declare = () => openDeclaration(this.#desk, { protocols: [protocol.id] });
    return html`${team.may.declare ? button(t.declare, declare, 'primary') : nothing}
    ${team.may.certify ? button(t.setQuiz, () => openQuizSetting(this.#desk, protocol)) : nothing}
    ${
      shown.length === 0
        ? emptyState(t.nobody, t.nobodyText)
        : listAndDetail({
            label: t.people(protocol.title),
            items: shown.map((part) => ({
              id: keyOf(part),
              title: html`<span translate="no">${listedName(part.person)}</span>`,
              text: html`<span>${this.#aboutOf(part)}</span>`,
              aside: this.#signOf(part, team.on),
            })),
            open: open && keyOf(open),
            choose: (id) => this.#show(id),
            detail: open ? renderFile(this.#desk, open, protocol.id) : nothing,
            hint: t.choosePerson,
            back: { label: t.backToPeople, press: () => this.#back() },
          })
    }
    ${
      parts.some((part) => hasLeft(part, team.on))
        ? tickBox({
            id: 'with-left',
            text: t.withLeft,
            isTicked: this.#withLeft,
            tick: (isTicked) => {
              this.#withLeft = isTicked;
              this.#desk.redraw();
            },
          })
        : nothing
    }`;
  }

  #protocolOf({ protocols }: Team): TeamProtocol {
    const find = (id: string | undefined) => protocols.find((one) => one.id === id);
    return find(this.#chosen) ?? find(this.#host.protocol) ?? protocols[0]!;
  }

  #aboutOf({ person, membership }: Part): string {
    const { t } = this.#desk;
    const profession = person.profession ? t.professions[person.profession] : undefined;
    return [t.functions[membership.function], profession].filter((word) => word !== undefined).join(' · ');
  }

  #signOf(part: Part, today: string): TemplateResult {
    const { t } = this.#desk;
    const { person, membership } = part;
    if (!person.present) return badge(t.absent, 'waiting');
    if (hasLeft(part, today)) return badge(t.left(writeDate(membership.to ?? today)), 'waiting');
    const { length } = membership.missing;
    if (length > 0) return badge(t.toComplete(length), 'attention');
    return membership.from > today ? badge(t.starts(writeDate(membership.from)), 'waiting') : badge(t.complete, 'done');
  }

  #choose(id: string): void {
    this.#chosen = id;
    this.#open = undefined;
    this.#desk.redraw();
  }

  #turn(tab: TabName): void {
    this.#tab = tab;
    this.#desk.redraw();
  }

  #show(id: string): void {
    this.#open = id;
    this.#desk.flow.focus('opened');
  }

  #back(): void {
    this.#desk.flow.focus(`item-${this.#open ?? ''}`);
    this.#open = undefined;
  }
}
