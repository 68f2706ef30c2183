import { badges } from '../badge.ts';
import { base } from '../base.styles.ts';
import { dialog } from '../dialog/dialog.styles.ts';
import { emptyStates } from '../flow/empty-state.ts';
import { fields } from '../fields/fields.styles.ts';
import { flow } from '../flow/flow.styles.ts';
import { menu } from '../menu/menu.styles.ts';
import { listAndDetail } from '../table/list-and-detail.styles.ts';
import { table } from '../table/table.styles.ts';
import { tabs } from '../tabs/tabs.styles.ts';
import { toast } from '../toast/toast.styles.ts';
import { wide } from '../wide.styles.ts';

/** The styles of every part, for a desk that uses most of them. */
export const desk = [base, flow, fields, badges, emptyStates, dialog, menu, tabs, table, listAndDetail, toast, wide];
