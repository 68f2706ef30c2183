import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { FigureSuggestions } from '@relais/model';
import { write } from '../../../packages/server/src/core/write/write.ts';
import { bearer, openBackend } from '../support/backend.ts';
import type { TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { STRUCTURE } from '../support/territory.ts';

const DAY = 86_400_000;
/** A Thursday; the two weeks before it begin on 16 and 23 November. */
const NOW = Date.parse('2026-12-03T09:00:00Z');

describeEngines('what figures speak for', (engine) => {
  let backend: TestBackend;

  before(async () => {
    backend = await openBackend(engine);
    backend.clock.now = NOW;
    const days = Array.from({ length: 2 * 364 + 40 }, (_, before) => new Date(NOW - before * DAY));
    await write(backend.context, STRUCTURE, (writing) => {
      for (const [place, day] of days.entries()) {
        const date = day.toISOString().slice(0, 10);
        const isWave = date >= '2026-11-16' && date < '2026-11-30';
        for (let count = 0; count < (isWave ? 3 : 1); count += 1) {
          writing.record({
            type: 'intake.recorded',
            subject: `intake-${place}-${count}`,
            actor: 'professional:1',
            data: { entryPoint: 'nurse', startedAt: `${date}T08:00:00Z`, reason: 'cough', outcome: 'redirected' },
            person: { patient: `patient-${place}-${count}`, age: 40 },
          });
        }
      }
      return Promise.resolve();
    });
  });
  after(() => backend.close());

  const ask = async (role: 'coordinator' | 'secretary') =>
    backend.call<FigureSuggestions>('GET', '/figure-suggestions', undefined, bearer(await backend.token(role)));

  it('is the reason above the season, named with its weeks and no number', async () => {
    const { status, body } = await ask('coordinator');
    assert.equal(status, 200);
    assert.deepEqual(body.season, { weeks: { from: '2026-11-16', to: '2026-11-29' }, reasons: ['cough'] });
    assert.deepEqual(body.themes, [], 'nobody has a seat or a run');
  });

  it('is for those who read figures', async () => {
    assert.equal((await ask('secretary')).status, 403);
  });
});
