// The way to scan the bar code of a rapid test, where the protocol asks for its lot and its expiry: it comes with what judges.
import type { RapidTestItems } from '@relais/sdk/protocol/tree';
import type { QuestionnaireItem } from '@relais/sdk/questionnaire';
import type { Gs1Code } from '@relais/sdk/run';
import { localeOf } from '@relais/sdk/locale';
import { nothing, type ReactiveElement, type TemplateResult } from 'lit';
import { html } from '../ui/html.ts';
import type { Scanner } from './scanner.ts';
import type { Judged, OpenProtocol } from './types.ts';
import type { ProtocolRunStrings } from './words/fr.ts';

const SLOT = 'urn:relais:questionnaire:slot';

/** Owns: what was scanned last, and the camera once somebody has asked for it. */
export class TestScan {
  /** What was read, and for which test. */
  read: { readonly test: RapidTestItems; readonly code: Gs1Code } | undefined;
  isMissing = false;
  readonly #host: ReactiveElement;
  readonly #now: () => number;
  #scanner: Scanner | undefined;

  constructor(host: ReactiveElement, now: () => number) {
    this.#host = host;
    this.#now = now;
  }

  async start(test: RapidTestItems, fill: ScanView['fill']): Promise<void> {
    this.read = undefined;
    this.isMissing = false;
    try {
      const { Scanner } = await import('./scanner.ts');
      this.#scanner ??= new Scanner(this.#host, this.#now);
      await this.#scanner.open((code) => {
        fill(answersOf(test, code));
        this.read = { test, code };
      });
    } catch {
      this.isMissing = true;
    }
    this.#host.requestUpdate();
  }

  /** Another run begins. */
  forget(): void {
    this.read = undefined;
    this.isMissing = false;
  }

  renderDialog(t: ProtocolRunStrings): TemplateResult | typeof nothing {
    return this.#scanner?.render(t) ?? nothing;
  }
}

function answersOf({ lot, expiry }: RapidTestItems, code: Gs1Code): Record<string, string> {
  return {
    ...(code.lot !== undefined && { [lot]: code.lot }),
    ...(code.expiry !== undefined && { [expiry]: code.expiry }),
  };
}

/** What the ways to scan are drawn from. */
export interface ScanView {
  readonly t: ProtocolRunStrings;
  readonly language: string;
  readonly open: OpenProtocol;
  readonly judged: Judged | undefined;
  readonly scan: TestScan | undefined;
  /** Puts what was read where it is asked for. */
  readonly fill: (answers: Readonly<Record<string, string>>) => void;
}

/** The rapid tests of a protocol, by where they are asked for. */
function testsOf({ protocol }: Pick<OpenProtocol, 'protocol'>): RapidTestItems[] {
  return protocol.items.flatMap(({ rapidTest }) => rapidTest ?? []);
}

/** The questions, with room for a way to scan behind each lot. */
export function withRoomToScan(
  items: readonly QuestionnaireItem[],
  open: Pick<OpenProtocol, 'protocol'>,
): QuestionnaireItem[] {
  const lots = new Set(testsOf(open).map(({ lot }) => lot));
  const widen = ({ item: inside, ...item }: QuestionnaireItem): QuestionnaireItem => {
    const room = { url: SLOT, valueString: slotOf(item.linkId) };
    return {
      ...item,
      ...(lots.has(item.linkId) && { extension: [...(item.extension ?? []), room] }),
      ...(inside && { item: inside.map(widen) }),
    };
  };
  return lots.size > 0 ? items.map(widen) : [...items];
}

function slotOf(lot: string): string {
  return `scan-${lot}`;
}

/** Where the browser reads bar codes, a way to scan for each test; where it does not, all is typed. */
export function renderScans(view: ScanView): TemplateResult | typeof nothing {
  const tests = 'BarcodeDetector' in globalThis ? testsOf(view.open) : [];
  return tests.length > 0 ? html`${tests.map((test) => renderScan(view, test))}` : nothing;
}

function renderScan({ t, language, judged, scan, fill }: ScanView, test: RapidTestItems): TemplateResult {
  const read = scan?.read?.test.lot === test.lot ? scan.read.code : undefined;
  return html`<div class="stack" slot=${slotOf(test.lot)}>
    <button type="button" part="action" @click=${() => void scan?.start(test, fill)}>${t.scan}</button>
    <p role="status">${read ? said(t, language, read) : scan?.isMissing ? t.scanNotLoaded : nothing}</p>
    ${
      read && isExpired(judged, test)
        ? html`<p class="notice" part="notice" role="alert"><strong>${t.testExpired}</strong></p>`
        : nothing
    }
  </div>`;
}

function said(t: ProtocolRunStrings, language: string, { lot, expiry }: Gs1Code): string {
  const day = expiry === undefined ? undefined : new Date(expiry);
  return t.scanned(lot, day?.toLocaleDateString(localeOf(language), { dateStyle: 'long', timeZone: 'UTC' }));
}

/** Whether the expiry that is answered is refused, as one that has passed is. */
export function isExpired(judged: Judged | undefined, { expiry }: RapidTestItems): boolean {
  return Boolean(judged?.evaluation.missing.includes(expiry) && judged.explanation.answers.get(expiry)?.length);
}

/** The expiries of tests that are refused. */
export function expiredIn(open: OpenProtocol, judged: Judged): ReadonlySet<string> {
  return new Set(
    testsOf(open)
      .filter((test) => isExpired(judged, test))
      .map(({ expiry }) => expiry),
  );
}
