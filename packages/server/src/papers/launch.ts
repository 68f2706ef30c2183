import { usualHours } from '@relais/engine/planning';
import type { UsualHours } from '@relais/engine/planning';
import type { CompiledTerritory } from '@relais/engine';
import { publicAudiences } from '@relais/model';
import type { DeskSettings, PaperGap, PaperGaps, PlainDate, StructureInfo } from '@relais/model';
import { ruleTime } from '../core/context.ts';
import type { ServiceContext } from '../core/context.ts';
import { plainText } from '../core/print/editable.ts';
import { ProblemError } from '../core/problem.ts';
import type { StructureView } from '../core/view.ts';
import { deskSettingsDocument } from '../desk/index.ts';
import { territoryDocument, todayIn, usualAudience } from '../scheduling/index.ts';
import { pageAddress } from '../structure/index.ts';
import { visitSettingsDocument } from '../visit/index.ts';

/** All that the papers of a launch are made of, as it is in force. */
export interface Launch {
  readonly language: 'fr' | 'en';
  /** Milliseconds since the epoch, and the date there. */
  readonly at: number;
  readonly today: PlainDate;
  readonly structure: StructureInfo;
  readonly territory: CompiledTerritory;
  /** Version of the planning. */
  readonly version: number;
  /** The patients' page, where the world can reach it and a code can hold it. */
  readonly page: string | undefined;
  /** Why there is none. */
  readonly pageGap: PaperGap | undefined;
  /** Whether patients may look for seats themselves, and there are some. */
  readonly isOpen: boolean;
  /** Of the seats that patients may have themselves, else of all. */
  readonly hours: UsualHours;
  /** Of all. */
  readonly allHours: UsualHours;
  readonly desk: DeskSettings | undefined;
  readonly hasVisits: boolean;
}

/** @throws {ProblemError} `papers-not-ready` while nobody is received anywhere */
export function readLaunch(context: ServiceContext, view: StructureView, language: 'fr' | 'en'): Launch {
  const { documents } = view;
  const at = ruleTime(context.clock());
  const today = todayIn(documents, at);
  const territory = documents.of(territoryDocument);
  if (!territory) throw new ProblemError('papers-not-ready');
  const allHours = usualHours(territory, today);
  if (allHours.sites.size === 0) throw new ProblemError('papers-not-ready');
  const audience = usualAudience(view);
  const theirs = publicAudiences.includes(audience) ? usualHours(territory, today, audience) : undefined;
  const isOpen = theirs !== undefined && theirs.sites.size > 0;
  return {
    ...{ language, at, today, territory, isOpen, allHours },
    hours: isOpen ? theirs : allHours,
    structure: context.describe(view, language),
    version: documents.newestVersion(territoryDocument.name),
    ...judgePage(pageAddress(context, documents)),
    desk: documents.of(deskSettingsDocument),
    hasVisits: documents.of(visitSettingsDocument) !== undefined,
  };
}

/** A code of the size it is printed in is read by any telephone up to here. */
const LONGEST_PAGE = 300;

function judgePage(address: string | undefined): Pick<Launch, 'page' | 'pageGap'> {
  if (address === undefined) return { page: undefined, pageGap: 'no-page' };
  const { protocol, hostname } = new URL(address);
  const isHere = hostname === 'localhost' || hostname.startsWith('127.') || hostname === '[::1]';
  if (protocol !== 'https:' || isHere) return { page: undefined, pageGap: 'page-unreachable' };
  if (address.length > LONGEST_PAGE) return { page: undefined, pageGap: 'page-too-long' };
  return { page: address, pageGap: undefined };
}

/** What nobody can book without, in any way. */
function lacksOf({ structure }: Launch): PaperGap[] {
  const { checklist, reasons } = structure;
  return [
    ...(reasons.length === 0 ? (['no-reasons'] as const) : []),
    ...(checklist === undefined ? (['no-checklist'] as const) : []),
    ...(checklist?.status === 'draft' ? (['checklist-draft'] as const) : []),
  ];
}

/** Whether a patient who comes to the page can book there. */
export function isBookable({ isOpen, page, structure }: Launch): boolean {
  return isOpen && page !== undefined && structure.checklist !== undefined && structure.reasons.length > 0;
}

export function gapsOf(launch: Launch): PaperGaps {
  const { structure, isOpen, pageGap, desk, hasVisits } = launch;
  const reach: PaperGap[] = [
    ...(isOpen ? [] : (['not-open'] as const)),
    ...(isOpen && pageGap ? [pageGap] : []),
    ...(phoneOf(structure) === undefined ? (['no-phone'] as const) : []),
    ...lacksOf(launch),
  ];
  return {
    poster: reach,
    sheet: [
      ...reach,
      ...(desk ? [] : (['no-desk-settings'] as const)),
      ...(hasVisits ? [] : (['no-visit-settings'] as const)),
    ],
  };
}

export function phoneOf({ phone }: StructureInfo): string | undefined {
  const text = phone === undefined ? '' : short(phone, 40);
  return text === '' ? undefined : text;
}

/** As one line that fits on paper, without what cannot be seen there, or turns what is seen around. */
export function short(text: string, most = 80): string {
  const line = Array.from(plainText(text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ')));
  return line.length > most
    ? `${line
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
    : line.join('');
}
