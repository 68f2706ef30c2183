import type { SeatReason } from '@relais/model';
import { accountOf, partsOf, rankPractices, startPeriod } from './ledger.ts';
import type { LedgerState, Weights } from './ledger.ts';

/** What is known of a seat when it is proposed, the ledger as it was before. */
export interface ProposedSeat {
  readonly state: LedgerState;
  readonly weights: Weights;
  readonly practiceId: string;
  /** Somebody has chosen it. */
  readonly isAsked: boolean;
  /** Above the capacity of its session. */
  readonly isOverbooked?: boolean | undefined;
  readonly at: number;
  readonly travelMinutes?: number | undefined;
}

/** Why this seat: see `SeatReason`. */
export function seatReason({
  state,
  weights,
  practiceId,
  isAsked,
  isOverbooked,
  at,
  travelMinutes,
}: ProposedSeat): SeatReason {
  const ranked = rankPractices(state, weights, at);
  const { accounts } = startPeriod(state, at);
  const known = accountOf(accounts, practiceId);
  const { share, received } = partsOf(known);
  const account = known.requests === 0 ? undefined : { share, received };
  const proposed = () => {
    if (ranked.length < 2) return 'only';
    return isAlone(ranked, { state, weights, at }) ? 'account' : 'turn';
  };
  return {
    kind: isOverbooked ? 'overbooked' : isAsked ? 'asked' : proposed(),
    practices: ranked.length,
    ...(account && { account }),
    ...(travelMinutes === undefined ? {} : { travelMinutes }),
  };
}

/** Whether the first stands before the second by its account, and not by what settles a tie. */
function isAlone(
  [first = '', second = '']: readonly string[],
  { state, weights, at }: Pick<ProposedSeat, 'state' | 'weights' | 'at'>,
): boolean {
  const { accounts } = startPeriod(state, at);
  const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  const creditOf = (id: string) => Math.round((accountOf(accounts, id).balance + (weights[id] ?? 0) / total) * 1e9);
  return creditOf(first) > creditOf(second);
}

/** The reason in one sentence, for whoever tells the person on the telephone. */
export function explainProposal(reason: SeatReason, language: 'fr' | 'en'): string {
  const words = language === 'fr' ? french : english;
  const percent = new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    style: 'percent',
    maximumFractionDigits: 1,
  });
  const { kind, practices, account, travelMinutes } = reason;
  const figures =
    account && words.figures(percent.format(account.received), percent.format(Math.max(0, account.share)));
  const why = words[kind](practices);
  const way = travelMinutes === undefined ? '' : words.travel(Math.round(travelMinutes));
  return `${why}${kind === 'only' || !figures ? '' : figures}${way}.`;
}

const french = {
  only: () => 'Seul cabinet qui peut recevoir cette personne à ce moment',
  account: (count: number) => `Des ${count} cabinets possibles, celui qui a le plus de retard sur sa part`,
  turn: (count: number) => `Des ${count} cabinets possibles, à parts égales celui qui attend depuis le plus longtemps`,
  asked: (count: number) =>
    count > 1
      ? `Choisi à la main parmi ${count} cabinets, et compté comme les autres`
      : 'Choisi à la main, et compté comme les autres',
  overbooked: (count: number) =>
    `En surnombre\u{a0}: plus aucune place dans cette séance, le cabinet reçoit cette personne en plus${count > 0 ? ', alors qu’un autre avait de la place' : ''}`,
  figures: (received: string, share: string) => ` (${received} reçus pour une part de ${share})`,
  travel: (minutes: number) => `, à ${minutes}\u{a0}min de route`,
};

const english: typeof french = {
  only: () => 'The only practice that can see this person then',
  account: (count) => `Of ${count} practices that could, the one furthest behind its share`,
  turn: (count) => `Of ${count} practices that could, all with their share, the one that has waited longest`,
  asked: (count) =>
    count > 1
      ? `Chosen by hand among ${count} practices, and counted as all others are`
      : 'Chosen by hand, and counted as all others are',
  overbooked: (count) =>
    `Overbooked: no seat is left in this session, the practice sees this person on top${count > 0 ? ', while another had room' : ''}`,
  figures: (received, share) => ` (received ${received} for a share of ${share})`,
  travel: (minutes) => `, ${minutes}\u{a0}min by road`,
};
