import type { ConsentText, ConsentTopic } from '@relais/model';
import { canonicalText } from './canonical-text.ts';

const TOPICS: readonly ConsentTopic[] = [
  'whoExamines',
  'delegatingDoctor',
  'whatAndWhy',
  'benefitRisksAlternatives',
  'freeToRefuse',
  'whatIsWritten',
  'onAlert',
  'cost',
  'questions',
];

/** What a text leaves unsaid of what must be told before care by a protocol. Nothing for other decisions. */
export function topicsLeftOut({ code, points }: ConsentText): ConsentTopic[] {
  if (code !== 'careByProtocol') return [];
  const said = new Set(points.flatMap(({ topics }) => topics));
  return TOPICS.filter((topic) => !said.has(topic));
}

/** All that a filled text shows, as one text: what is hashed, kept and printed. */
export function shownText({ title, points, course, question }: ConsentText): string {
  const parts = points.map(({ said, ideas }) =>
    [`- ${said}`, ...ideas.flatMap((idea) => [idea.title, idea.text])].join('\n'),
  );
  return canonicalText([title, ...parts, ...(course === undefined ? [] : [course]), question].join('\n\n'));
}
