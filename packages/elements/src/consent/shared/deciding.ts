// All that decides, judges, proves and checks: fetched when there is time, and at the latest when somebody decides or proofs have to be weighed.
import type {
  ConsentCode,
  ConsentDecision,
  ConsentDraft,
  ConsentProof,
  ConsentRecord,
  ConsentText,
  ProofGap,
} from '@relais/sdk/consent/parts';
import { createConsentId, judgeProof, sealConsent, sha256, shownText, URGENCY_MS } from '@relais/sdk/consent/proofs';
import type { Choices, ConsentHost, GivenReading, ReadingState, Said } from './types.ts';

export { readConsentCode, sha256, standingOf, verifyConsent, writeConsentFile } from '@relais/sdk/consent/proofs';

/** What was said and asked until now, and what is decided. */
export interface Deciding {
  readonly code: ConsentCode;
  readonly decision: ConsentDecision;
  readonly said: Said;
  readonly choices: Choices;
  readonly records: readonly ConsentRecord[];
  readonly informedAt: string | undefined;
  readonly firstAskedAt: string | undefined;
  readonly reading: (Pick<GivenReading, 'id'> & ReadingState) | undefined;
  readonly host: ConsentHost;
  readonly instant: (later?: number) => string;
  /** @throws {TextIncompleteError} */
  readonly text: () => ConsentText | undefined;
}

export interface Decided {
  readonly gaps: readonly ProofGap[];
  readonly record?: ConsentRecord & { readonly evidence?: string };
}

const DAY_MS = 86_400_000;

/** The sealed proof, or what it lacks. */
export async function decide(deciding: Deciding): Promise<Decided> {
  const { records, choices } = deciding;
  const about = textAbout(deciding);
  const text = about && shownText(about);
  const draft = draftOf(deciding, about && { about, sha256: await sha256(text ?? '') });
  if (!draft) return { gaps: ['text-missing'] };
  const gaps = judgeProof(draft);
  if (gaps.length > 0) return { gaps };
  const previous = records.map(({ proof }) => proof).reduce<ConsentProof | undefined>(latest, undefined);
  const data = draft.evidence && choices.evidence?.data;
  const proof = await sealConsent(draft, previous);
  return {
    gaps,
    record: { proof, ...(text !== undefined && { text }), ...(data !== undefined && { evidence: data }) },
  };
}

function latest(one: ConsentProof | undefined, other: ConsentProof): ConsentProof {
  return one && one.sequence >= other.sequence ? one : other;
}

/** What was shown. Whoever withdraws, or is cared for in an urgency, has been shown nothing, and must not wait for a text that lacks a name. */
function textAbout({ decision, text }: Deciding): ConsentText | undefined {
  if (decision === 'given' || decision === 'informed') return text();
  if (decision !== 'refused' && decision !== 'objected') return undefined;
  try {
    return text();
  } catch {
    return undefined;
  }
}

function draftOf(
  deciding: Deciding,
  shown: { readonly about: ConsentText; readonly sha256: string } | undefined,
): ConsentDraft | undefined {
  const { code, decision, said, choices, host, informedAt, firstAskedAt } = deciding;
  const { patient, collector, organization, protocol, run: runId, recipients, serious } = host;
  if (!patient || !collector || !organization) return undefined;
  const { name: _, ...who } = patient;
  const isYes = decision === 'given' || decision === 'informed';
  const { givers, assent, interpreter, channel, method, evidence } = choices;
  const confirmedAt = deciding.instant();
  const validUntil = validUntilOf(deciding);
  return {
    formatVersion: 'relais-consent-proof/1',
    id: createConsentId(),
    code,
    decision,
    ...said,
    patient: who,
    ...(protocol && { protocol }),
    ...(shown && {
      text: {
        id: shown.about.id,
        version: shown.about.version,
        language: shown.about.language,
        format: shown.about.format,
        sha256: shown.sha256,
      },
    }),
    ...(shown && readBeforehand(deciding, shown.about)),
    givenBy: decision === 'urgencyException' ? [] : givers,
    ...(assent && { assent }),
    interpreter,
    collectedBy: collector,
    structure: organization,
    channel,
    method: isYes ? method : 'oral',
    ...(isYes && evidence && { evidence: evidence.proof }),
    ...(informedAt !== undefined && { informedAt }),
    ...(firstAskedAt !== undefined && { firstAskedAt }),
    confirmedAt,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    validFrom: confirmedAt,
    ...(validUntil !== undefined && { validUntil }),
    scope: {
      ...(runId !== undefined && { runId }),
      ...(serious && { serious }),
      ...(recipients?.length && { recipients: [...recipients] }),
    },
  };
}

/** That this very text had been read before, to its end. */
function readBeforehand({ reading }: Deciding, { id, version }: ConsentText): Pick<ConsentDraft, 'readBeforehand'> {
  const isSo = reading?.text.id === id && reading.text.version === version;
  return isSo && reading.readAt !== undefined ? { readBeforehand: { id: reading.id, readAt: reading.readAt } } : {};
}

/** Care, and a photograph for it, is agreed to for one run, or for as long as was said; a share until it is taken back. */
function validUntilOf({ code, decision, host, instant }: Deciding): string | undefined {
  if (decision === 'urgencyException') return instant(URGENCY_MS);
  const isEnding = ['careByProtocol', 'careByOwnCompetence', 'photograph'].includes(code);
  if (decision !== 'given' || !isEnding) return undefined;
  if (host.validDays !== undefined) return instant(host.validDays * DAY_MS);
  return host.run === undefined ? instant(DAY_MS) : undefined;
}
