import type { ConsentText } from '@relais/model';

const NAME = /\{([a-zA-Z]+)\}/g;

/** What stands for the names in braces of a text. */
export type TextValues = Readonly<Record<string, string>>;

/** A name in braces stands for nothing: the text must not be shown with a hole in it. */
export class TextIncompleteError extends Error {
  override readonly name = 'TextIncompleteError';
  readonly missing: readonly string[];

  constructor(missing: readonly string[]) {
    super(`The text of a consent needs what stands for: ${missing.join(', ')}`);
    this.missing = missing;
  }
}

/** The text with its names filled in. @throws {TextIncompleteError} */
export function fillText(text: ConsentText, values: TextValues): ConsentText {
  const missing = new Set<string>();
  const fill = (line: string) =>
    line.replace(NAME, (whole, name: string) => {
      const value = Object.hasOwn(values, name) ? values[name]?.trim() : undefined;
      if (!value) missing.add(name);
      return value ?? whole;
    });
  const filled: ConsentText = {
    ...text,
    title: fill(text.title),
    question: fill(text.question),
    ...(text.course === undefined ? {} : { course: fill(text.course) }),
    points: text.points.map((point) => ({
      ...point,
      said: fill(point.said),
      ideas: point.ideas.map((idea) => ({ title: fill(idea.title), text: fill(idea.text) })),
    })),
  };
  if (missing.size > 0) throw new TextIncompleteError([...missing]);
  return filled;
}
