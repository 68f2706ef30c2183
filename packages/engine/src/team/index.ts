export * from './parts.ts';
export { countQuestions, findQuizFaults, markQuiz } from './quiz.ts';
export { isMemberOn, missingInFile, readinessOf } from './readiness.ts';
export type { ReadinessQuestion, RunnableVersion } from './readiness.ts';
