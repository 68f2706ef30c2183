import type { LedgerCorrection } from '@relais/sdk/load';
import type { TemplateResult } from 'lit';
import { openForm } from '../../ui/dialog/form-dialog.ts';
import { selectField } from '../../ui/fields/chosen.ts';
import type { FieldFault } from '../../ui/fields/form.ts';
import { areaField, wholeNumberField } from '../../ui/fields/typed.ts';
import { emptyState } from '../../ui/flow/empty-state.ts';
import { html } from '../../ui/html.ts';
import { table } from '../../ui/table/table.ts';
import type { Desk } from '../shared/desk.ts';

/** As the contract has them. */
const MOST_BOOKINGS = 100;
const REASON = { shortest: 3, longest: 300 };

/** What was corrected by hand, for everybody. */
export function corrections(desk: Desk): TemplateResult {
  const { t, format, figures } = desk;
  if (desk.corrections.length === 0) return emptyState(t.noCorrections, t.noCorrectionsText);
  return table<LedgerCorrection>(t, {
    ...{ id: 'corrections', caption: t.corrections, rows: desk.corrections, keyOf: ({ id }) => id },
    columns: [
      { id: 'at', title: t.columns.at, cell: ({ at }) => t.at(figures.day(at), format.time(at)) },
      {
        ...{ id: 'moves', title: t.columns.moves },
        cell: ({ moves }) =>
          html`<span class="entry"
            >${moves.map(
              ({ practiceId, bookings }) => html`<span>${desk.nameOf(practiceId)} ${figures.signed(bookings)}</span>`,
            )}</span
          >`,
      },
      { id: 'reason', title: t.columns.reason, cell: ({ reason }) => reason },
      { id: 'by', title: t.columns.by, cell: ({ by }) => by ?? t.somebody },
    ],
  });
}

type FieldName = 'to' | 'from' | 'bookings' | 'reason';

/** Asks what is to be corrected and why. Whoever is not chosen is everybody else. */
export function openCorrection(desk: Desk): void {
  const draft: Record<FieldName, string> = { to: '', from: '', bookings: '', reason: '' };
  const write = (name: FieldName) => (text: string) => {
    draft[name] = text;
    desk.redraw();
  };
  const faultsOf = (): FieldFault[] => {
    const { to, bookings, reason } = draft;
    const length = reason.trim().length;
    const wrong: Record<FieldName, boolean> = {
      to: to === draft.from,
      from: false,
      bookings: readBookings(bookings) === undefined,
      reason: length < REASON.shortest || length > REASON.longest,
    };
    const { t } = desk;
    return (Object.keys(wrong) as FieldName[]).flatMap((id) => (wrong[id] ? [{ id, text: t.faults[id] }] : []));
  };
  openForm<undefined>(desk, {
    title: desk.t.correctTitle,
    submit: desk.t.sign,
    fields: (faultOf) => correctionFields(desk, draft, write, faultOf),
    check: faultsOf,
    send: async () => {
      const { to, from, bookings, reason } = draft;
      const { id } = await desk.load.correct({
        ...(to && { to }),
        ...(from && { from }),
        ...{ bookings: readBookings(bookings) ?? 0, reason: reason.trim() },
      });
      desk.corrected(id);
    },
    fieldOf: (path) => (path in draft ? { id: path, text: desk.t.faults[path as FieldName] } : undefined),
    done: () => desk.t.signed,
  });
}

function correctionFields(
  desk: Desk,
  draft: Readonly<Record<FieldName, string>>,
  write: (name: FieldName) => (text: string) => void,
  faultOf: (id: string) => string | undefined,
): TemplateResult {
  const { t, report } = desk;
  const options = (report?.accounts ?? []).map(({ practiceId }) => ({
    value: practiceId,
    text: desk.nameOf(practiceId),
  }));
  const select = (id: 'to' | 'from') =>
    selectField(t, {
      ...{ id, label: t[id], none: t.others, options, chosen: draft[id], choose: write(id), fault: faultOf(id) },
    });
  const count = readBookings(draft.bookings);
  const isClear = count !== undefined && draft.to !== draft.from;
  const preview = isClear
    ? t.preview(
        draft.to ? desk.nameOf(draft.to) : t.allOthersFirst,
        draft.from ? desk.nameOf(draft.from) : t.allOthers,
        count,
      )
    : '';
  return html`<p>${t.correctText}</p>
    ${select('to')} ${select('from')}
    ${wholeNumberField(t, {
      ...{ id: 'bookings', label: t.count, help: t.countHelp, need: 'required', longest: 3 },
      ...{ value: draft.bookings, type: write('bookings'), fault: faultOf('bookings') },
    })}
    ${areaField(t, {
      ...{ id: 'reason', label: t.reason, help: t.reasonHelp, need: 'required', longest: REASON.longest },
      ...{ value: draft.reason, type: write('reason'), fault: faultOf('reason') },
    })}
    <p role="status" class="quiet">${preview}</p>`;
}

function readBookings(text: string): number | undefined {
  const count = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0;
  return count >= 1 && count <= MOST_BOOKINGS ? count : undefined;
}
