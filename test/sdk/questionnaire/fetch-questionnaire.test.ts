import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openForm } from '@relais/sdk/questionnaire';
import { fetchQuestionnaire, QuestionnaireSourceError } from '@relais/sdk/questionnaire/source';

const address = 'https://forms.example/phq';
const form = { resourceType: 'Questionnaire', item: [{ linkId: 'q', type: 'string', text: 'Question' }] };

/** A server that answers the same to everybody. */
function answering(make: () => Response): typeof globalThis.fetch {
  return () => Promise.resolve(make());
}

describe('a questionnaire at an address', () => {
  test('is asked for as FHIR JSON and opens', async () => {
    const asked: [string, string | null][] = [];
    const text = await fetchQuestionnaire(address, {
      fetch: (input, init) => {
        const { url, headers } = new Request(input, init);
        asked.push([url, headers.get('accept')]);
        return Promise.resolve(Response.json(form));
      },
    });
    assert.deepEqual(asked, [[address, 'application/fhir+json, application/json']]);
    const opened = await openForm(text, { now: () => 0 });
    assert.equal(opened.item('q')?.text, 'Question');
  });

  test('is refused with the status of the server', async () => {
    for (const status of [401, 403, 404, 500]) {
      await assert.rejects(
        fetchQuestionnaire(address, { fetch: answering(() => new Response('<html>', { status })) }),
        (error) => error instanceof QuestionnaireSourceError && error.code === 'refused' && error.status === status,
      );
    }
  });

  test('is unreachable when nobody answers, and keeps the cause', async () => {
    const cause = new TypeError('offline');
    await assert.rejects(
      fetchQuestionnaire(address, { fetch: () => Promise.reject(cause) }),
      (error) => error instanceof QuestionnaireSourceError && error.code === 'unreachable' && error.cause === cause,
    );
  });

  test('is unreachable when the answer breaks off', async () => {
    const broken = new ReadableStream({ start: (controller) => controller.error(new TypeError('reset')) });
    await assert.rejects(fetchQuestionnaire(address, { fetch: answering(() => new Response(broken)) }), {
      name: 'QuestionnaireSourceError',
      code: 'unreachable',
    });
  });

  test('is no longer waited for once it is given up', async () => {
    const giving = new AbortController();
    const pending = fetchQuestionnaire(address, {
      signal: giving.signal,
      fetch: (_, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(new DOMException('given up', 'AbortError')));
        }),
    });
    giving.abort();
    await assert.rejects(pending, { name: 'QuestionnaireSourceError', code: 'unreachable' });
  });

  test('says nothing of the answers in its message', () => {
    assert.equal(new QuestionnaireSourceError('refused', 403).message, 'Refused with status 403');
  });
});
