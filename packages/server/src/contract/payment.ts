import { indicatorsOf, payAll, payMission, periodOn } from '@relais/engine/contract';
import type { PaymentHelp } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import { readDate } from '../core/http/parse.ts';
import { ProblemError } from '../core/problem.ts';
import type { StructureView } from '../core/view.ts';
import { figuresNow } from '../indicators/index.ts';
import { contractDocument } from './contract.ts';

/**
 * What the missions of a period would bring, by the figures of its days so far. They are the very ones that its readers may ask for by themselves, neither
 * filtered nor split: what is hidden of them has no value here, and no amount is made of it.
 * @throws {ProblemError} `contract-silent`
 */
export async function readPayment(
  context: ServiceContext,
  { view, query }: { readonly view: StructureView; readonly query: URLSearchParams },
): Promise<PaymentHelp> {
  const wanted = readDate(query, 'on');
  const { figures, today, freshness } = await figuresNow(context, view);
  const contract = view.documents.of(contractDocument);
  const period = contract && periodOn(contract, wanted ?? today);
  if (!period) throw new ProblemError('contract-silent');
  const { from, to, size } = period;
  const until = to < today ? to : today;
  const indicators = indicatorsOf(period);
  const hasBegun = from <= today;
  const shown = hasBegun && indicators.length > 0 ? figures.answer({ indicators, from, to: until }, today) : [];
  const missions = period.missions.map((mission) =>
    payMission(mission, (indicator) => shown.find((figure) => figure.indicator === indicator)),
  );
  return {
    freshness,
    version: view.documents.newestVersion(contractDocument.name),
    ...(contract.illustrative && { illustrative: true as const }),
    ...{ from, to, size },
    ...(hasBegun && { until }),
    missions,
    ...payAll(missions),
  };
}
