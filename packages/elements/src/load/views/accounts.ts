import type { LedgerAccount, LedgerReport, VolunteerAccount, VolunteerReport } from '@relais/sdk/load';
import { nothing, type TemplateResult } from 'lit';
import { badge } from '../../ui/badge.ts';
import { emptyState } from '../../ui/flow/empty-state.ts';
import { button } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import { table, type Column, type Sorting } from '../../ui/table/table.ts';
import type { Desk } from '../shared/desk.ts';

type Account = LedgerAccount | VolunteerAccount;

/** The accounts of practices, first those that are the reader's own. */
export function practices(
  desk: Desk,
  { accounts }: LedgerReport,
  sorting: Sorting | undefined,
  sort: (sorting: Sorting) => unknown,
): TemplateResult {
  const { t } = desk;
  if (accounts.length === 0) return emptyState(t.noPractices, t.noPracticesText);
  return html`${ownAccounts(desk, accounts, ({ practiceId }) => desk.nameOf(practiceId))}
  ${table<LedgerAccount>(t, {
    ...{ id: 'practices', caption: t.practices, rows: accounts, sorting, sort },
    columns: columnsOf(desk, t.columns.practice, ({ practiceId }) => desk.nameOf(practiceId)),
    keyOf: ({ practiceId }) => practiceId,
    actions: (account) => openButton(desk, account, desk.nameOf(account.practiceId)),
  })}`;
}

export function volunteers(
  desk: Desk,
  { accounts, unnamed, since }: VolunteerReport,
  sorting: Sorting | undefined,
  sort: (sorting: Sorting) => unknown,
): TemplateResult {
  const { t, figures } = desk;
  if (accounts.length === 0) return emptyState(t.noVolunteers, t.noVolunteersText);
  const nameOf = ({ name, volunteerId }: VolunteerAccount) => name ?? volunteerId;
  return html`${ownAccounts(desk, accounts, nameOf)}
    <p class="quiet">${t.volunteersText(figures.day(since))}</p>
    ${table<VolunteerAccount>(t, {
      ...{ id: 'volunteers', caption: t.volunteers, rows: accounts, sorting, sort },
      columns: columnsOf(desk, t.columns.volunteer, nameOf),
      keyOf: ({ volunteerId }) => volunteerId,
      actions: (account) => openButton(desk, account, nameOf(account)),
    })}
    ${
      unnamed.bookings > 0 || unnamed.earned > 0
        ? html`<p class="quiet">${t.unnamed(figures.count(unnamed.bookings), figures.count(unnamed.earned))}</p>`
        : nothing
    }`;
}

/** Who may read every account has none of their own: theirs is the table. */
function ownAccounts<Row extends Account>(
  desk: Desk,
  accounts: readonly Row[],
  nameOf: (row: Row) => string,
): TemplateResult | typeof nothing {
  const { t } = desk;
  const own = accounts.filter(({ isReadable }) => isReadable);
  if (own.length === 0 || own.length === accounts.length) return nothing;
  return html`<section class="stack" aria-labelledby="own">
    <h3 id="own">${own.length > 1 ? t.owns : t.own}</h3>
    <ul role="list" class="cards">
      ${own.map(
        (account) =>
          html`<li class="card">
            <div class="head"><strong>${nameOf(account)}</strong> ${gapBadge(desk, account)}</div>
            <p>${account.sentence}</p>
          </li>`,
      )}
    </ul>
  </section>`;
}

function columnsOf<Row extends Account>(desk: Desk, title: string, nameOf: (row: Row) => string): Column<Row>[] {
  const { t, figures } = desk;
  const { columns } = t;
  return [
    {
      ...{ id: 'name', title },
      cell: (row) => nameOf(row),
      compare: (one, other) => nameOf(one).localeCompare(nameOf(other), desk.language),
    },
    {
      ...{ id: 'offered', title: columns.offered, isNumber: true },
      cell: ({ offeredSeats, openSeats, requests }) =>
        requests === 0 ? t.none : t.seats(figures.count(offeredSeats), figures.count(openSeats)),
      compare: (one, other) => one.offeredSeats - other.offeredSeats,
    },
    {
      ...{ id: 'share', title: columns.share, isNumber: true },
      cell: ({ share, requests }) => (requests === 0 ? t.none : figures.part(share)),
      compare: (one, other) => one.share - other.share,
    },
    {
      ...{ id: 'received', title: columns.received, isNumber: true },
      cell: ({ bookings, received, requests }) =>
        requests === 0 ? t.none : t.bookings(figures.count(bookings), figures.part(received)),
      compare: (one, other) => one.bookings - other.bookings,
    },
    {
      ...{ id: 'gap', title: columns.gap },
      cell: (row) => gapBadge(desk, row),
      compare: (one, other) => one.balance - other.balance,
    },
  ];
}

function gapBadge({ figures }: Desk, { balance }: Account): TemplateResult {
  const { text, kind } = figures.gap(balance);
  return badge(text, kind);
}

function openButton(desk: Desk, account: Account, name: string): TemplateResult | typeof nothing {
  if (!account.isReadable) return nothing;
  const of = 'volunteerId' in account ? { volunteer: account.volunteerId } : { practice: account.practiceId };
  return button(desk.t.open, () => desk.open(of), '', name);
}
