import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createVisits, VisitChangedError } from '@relais/sdk/visit';
import type { Visits } from '@relais/sdk/visit';
import { createVisitSettings } from '../../server/support/visit.ts';
import { clientOf, startBackend } from '../support/backend.ts';
import { until } from '../support/live.ts';

const walkIn = { practiceId: 'p1', familyName: 'Durand', givenName: 'Zoé' };

describe('visits of a structure', () => {
  it('are added, closed and told live; one that has changed says how it stands', async (test) => {
    const backend = await startBackend(test);
    await backend.importVisits(createVisitSettings());
    const visitsOf = (role: 'slotProvider' | 'secretary' | 'coordinator'): Visits =>
      createVisits(clientOf(backend, { getToken: () => backend.token(role) }));
    const [doctor, secretary] = [visitsOf('slotProvider'), visitsOf('secretary')];
    const heard: string[] = [];
    const { sequence } = await doctor.list();
    test.after(doctor.subscribe({ onChange: ({ visits }) => heard.push(...visits) }, sequence));
    const added = await secretary.add(walkIn);
    await until('the visit is told', () => heard.includes(added.id));
    const [visit] = (await doctor.list()).visits;
    assert.deepEqual([visit?.id, visit?.state, visit?.familyName], [added.id, 'arrived', 'Durand']);
    const { finalReasons } = await doctor.settings();
    const closed = await doctor.act(added, { kind: 'close', finalReason: finalReasons[0]!.code });
    assert.equal(closed.state, 'closed');
    await assert.rejects(doctor.act(added, { kind: 'started' }), (error) => {
      assert.ok(error instanceof VisitChangedError);
      assert.deepEqual([error.state, error.revision], ['closed', closed.revision]);
      return true;
    });
    assert.deepEqual((await visitsOf('coordinator').overseen()).visits, []);
    assert.deepEqual((await doctor.leftOpen()).visits, []);
  });
});
