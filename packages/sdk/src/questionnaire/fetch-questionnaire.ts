/** Why a questionnaire could not be had from its address. */
export class QuestionnaireSourceError extends Error {
  override readonly name = 'QuestionnaireSourceError';
  /** `unreachable`: no answer. `refused`: an answer that is not the resource, with its status. */
  readonly code: 'unreachable' | 'refused';
  readonly status: number | undefined;

  constructor(code: 'unreachable' | 'refused', status?: number, cause?: unknown) {
    super(code === 'refused' ? `Refused with status ${status ?? 0}` : 'No answer', { cause });
    this.code = code;
    this.status = status;
  }
}

/**
 * The text at an address, to be read as a Questionnaire.
 *
 * @throws {QuestionnaireSourceError} when there is no answer, or another one than the resource
 */
export async function fetchQuestionnaire(
  address: string,
  { fetch = globalThis.fetch, signal }: { fetch?: typeof globalThis.fetch; signal?: AbortSignal } = {},
): Promise<string> {
  let response: Response;
  try {
    response = await fetch(address, {
      headers: { accept: 'application/fhir+json, application/json' },
      ...(signal && { signal }),
    });
    if (response.ok) return await response.text();
  } catch (cause) {
    throw new QuestionnaireSourceError('unreachable', undefined, cause);
  }
  throw new QuestionnaireSourceError('refused', response.status);
}
