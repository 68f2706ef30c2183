export { alertStep, outcomeOfAnswer, silenceOf, takesAnswer } from './alert.ts';
export type { AlertStep } from './alert.ts';
export { amountsOf } from './amounts.ts';
export type { PaidRun, RunAmount } from './amounts.ts';
export { endRefusals } from './end.ts';
export type { EndRefusal, RunEnd } from './end.ts';
export { evaluationDifferences, evaluationOf } from './evaluation.ts';
export { startObstacles } from './start.ts';
export type { RunConsent } from './start.ts';
