import type { PlanningVersion } from '@relais/sdk';
import { nothing, type TemplateResult } from 'lit';
import { button } from '../../ui/flow/screens.ts';
import { table } from '../../ui/table/table.ts';
import type { Desk } from '../shared/desk.ts';
import { sayDate } from '../shared/say.ts';

/** Who published what from when and why, and the last of it to be taken back. */
export function drawHistory(desk: Desk, undo: (version: number) => void): TemplateResult {
  const { t, versions, format, sayer } = desk;
  const [newest] = versions;
  const whatOf = ({ version, kind, undoes }: PlanningVersion) =>
    `${version}, ${t.kinds[kind]}${undoes === undefined ? '' : ` (${t.undoes(undoes)})`}`;
  return table(t, {
    ...{ id: 'versions', caption: t.history, rows: versions },
    keyOf: ({ version }) => String(version),
    columns: [
      { id: 'version', title: t.version, cell: whatOf },
      { id: 'at', title: t.dayLabel, cell: ({ at }) => format.at(at) },
      { id: 'by', title: t.by, cell: ({ by }) => (by ? `${by.givenName} ${by.familyName}` : t.unknown) },
      { id: 'from', title: t.effective, cell: ({ from }) => (from === undefined ? '' : sayDate(sayer, from)) },
      { id: 'why', title: t.reason, cell: ({ reason = '' }) => reason },
      {
        id: 'fates',
        title: t.bookings,
        cell: ({ moved = 0, kept = 0, toCall = 0 }) => (moved + kept + toCall > 0 ? t.fates(moved, kept, toCall) : ''),
      },
    ],
    actions: (row) =>
      row === newest && row.version > 1 ? button(t.undoVersion, () => undo(row.version), '', whatOf(row)) : nothing,
  });
}
