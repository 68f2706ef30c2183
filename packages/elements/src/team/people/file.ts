import { nothing, type TemplateResult } from 'lit';
import { formatPhone, writeDate } from '../../ui/fields/reading.ts';
import { button } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import type { Desk } from '../shared/desk.ts';
import { isOver, nameOf, type Part } from '../shared/people.ts';
import { openCertificate } from './certificate.ts';
import { openDeclaration } from './declare.ts';
import { openEnd } from './end.ts';
import { openPapers } from './papers.ts';

/** Somebody's file in a protocol: who they are, what is missing, papers, training, and what may be done about it. */
export function renderFile(desk: Desk, part: Part, protocol: string): TemplateResult {
  const { t } = desk;
  const { person, membership } = part;
  return html`<h3 id="opened" tabindex="-1" translate="no">${nameOf(person)}</h3>
    ${facts([
      [t.functionLabel, t.functions[membership.function]],
      [t.profession, person.profession ? t.professions[person.profession] : t.none],
      [t.rpps, person.rpps ?? t.none],
      [t.employer, person.employerFiness ?? t.none],
      [t.phone, person.phone ? html`<a href="tel:${person.phone}">${formatPhone(person.phone)}</a>` : t.none],
      [t.email, person.email ?? t.noEmail],
      [t.since, writeDate(membership.from)],
      ...(membership.to === undefined ? [] : [[t.until, writeDate(membership.to)] as const]),
    ])}
    ${renderLacks(desk, part)}
    <div class="file">
      ${facts([
        [t.commitmentOn, dayOr(membership.commitmentOn, t.none)],
        [t.swornOn, dayOr(membership.swornOn, t.none)],
      ])}
    </div>
    ${membership.function === 'delegate' ? renderTraining(desk, part) : nothing} ${renderActions(desk, part, protocol)}`;
}

function renderLacks({ t }: Desk, { membership }: Part): TemplateResult | typeof nothing {
  if (membership.missing.length === 0) return nothing;
  return html`<div class="file">
    <h4>${t.lacks}</h4>
    <ul role="list" class="lacks">
      ${membership.missing.map(
        ({ what, mender }) =>
          html`<li><span>${t.lacking[what]}</span> <small class="quiet">${t.lackMenders[mender]}</small></li>`,
      )}
    </ul>
  </div>`;
}

function renderTraining({ t, language }: Desk, { membership }: Part): TemplateResult {
  const { certificate, quizPassedAt } = membership;
  const rows: Fact[] = certificate
    ? [
        [t.certificate, t.certified(writeDate(certificate.signature.on), certificate.signature.by)],
        [t.validTo, writeDate(certificate.validTo)],
        [
          t.training,
          t.trained(new Intl.NumberFormat(language).format(certificate.theoryHours), certificate.clinicalCases),
        ],
      ]
    : [[t.certificate, t.none]];
  return html`<div class="file">
    <h4>${t.training}</h4>
    ${facts([...rows, ...(quizPassedAt ? [[t.quizPassed, writeDate(quizPassedAt.slice(0, 10))] as const] : [])])}
  </div>`;
}

function renderActions(desk: Desk, part: Part, protocol: string): TemplateResult | typeof nothing {
  const { t, team } = desk;
  if (!team) return nothing;
  const { may, on } = team;
  const { person, membership } = part;
  const left = isOver(membership, on) || !person.present;
  const isDelegate = membership.function === 'delegate';
  const actions = [
    ...(may.declare && !left ? [button(t.actionPapers, () => openPapers(desk, part))] : []),
    ...(may.certify && isDelegate && !left ? [button(t.actionCertify, () => openCertificate(desk, part))] : []),
    ...(may.declare && !left && membership.to === undefined
      ? [button(t.actionEnd, () => openEnd(desk, part), 'danger')]
      : []),
    ...(may.declare && (left || membership.to !== undefined)
      ? [button(t.actionAgain, () => openDeclaration(desk, { protocols: [protocol], person, of: membership.function }))]
      : []),
  ];
  return actions.length > 0 ? html`<div class="actions">${actions}</div>` : nothing;
}

type Fact = readonly [name: string, value: unknown];

function facts(rows: readonly Fact[]): TemplateResult {
  return html`<dl class="facts">
    ${rows.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}

function dayOr(day: string | undefined, none: string): string {
  return day === undefined ? none : writeDate(day);
}
