import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { mayAccess, sealProof, standingOf } from '@relais/engine/consent';
import type { ConsentDecision, ConsentProof } from '@relais/model';
import { after, draftOf, sha256, textShown } from './support.ts';

/** One decision somewhere: on a device that knows of as many of the proofs so far as `known`, or of none. */
interface Step {
  readonly code: 'careByProtocol' | 'shareOutsideTeam';
  readonly decision: ConsentDecision;
  readonly known: number;
  readonly minutes: number;
  readonly lasts: number;
  readonly version: 0 | 1 | 2;
  readonly runId?: string | undefined;
}

const steps = fc.array(
  fc.record({
    code: fc.constantFrom('careByProtocol', 'shareOutsideTeam'),
    decision: fc.constantFrom<ConsentDecision>(
      'given',
      'given',
      'given',
      'refused',
      'withdrawn',
      'urgencyException',
      'referredToDoctor',
    ),
    known: fc.nat(9),
    minutes: fc.nat(400),
    lasts: fc.nat(400),
    version: fc.constantFrom<0 | 1 | 2>(0, 1, 2),
    runId: fc.constantFrom('a', 'b', undefined),
  }),
  { maxLength: 9 },
);
const recipients = [{ id: 'ecole', label: 'Médecin scolaire' }];
const protocol = { id: 'odynophagie', version: '2' };
const texts = [0, 1, 2].map((version) => ({
  id: textShown.id,
  version: String(version),
  materialChange: version === 2,
  protocol,
}));

async function play(all: readonly Step[]): Promise<ConsentProof[]> {
  const proofs: ConsentProof[] = [];
  for (const { code, decision, known, minutes, lasts, version, runId } of all) {
    const draft = draftOf({
      code,
      decision,
      reason: 'Raison',
      referral: { reason: 'other', doctor: 'Dre Anne Le Goff' },
      text: { ...textShown, version: String(version) },
      informedAt: after(minutes),
      firstAskedAt: after(minutes),
      confirmedAt: after(minutes),
      validFrom: after(minutes),
      validUntil: after(minutes + lasts),
      scope: { recipients, ...(runId !== undefined && { runId }) },
    });
    // A device that knows of none begins a chain of its own.
    proofs.push(await sealProof(draft, proofs[known - 1], sha256));
  }
  return proofs;
}

/** Everything that led to a proof, found without the engine. */
function knownBy(proof: ConsentProof, proofs: readonly ConsentProof[]): ConsentProof[] {
  const before = proofs.find(({ id }) => id === proof.previous?.id);
  return before ? [before, ...knownBy(before, proofs)] : [];
}

const numRuns = 1000;

describe('No sequence of decisions, versions, withdrawals and replays', () => {
  it('leaves a run allowed without a proof that holds now, and that knew of each withdrawal', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.nat(800), fc.constantFrom('a', 'b'), async (all, now, runId) => {
        const proofs = await play(all);
        const at = after(now);
        const { allowed, proof } = standingOf(proofs, {
          code: 'careByProtocol',
          patientId: 'patiente-1',
          protocol,
          runId,
          at,
          texts,
        });
        if (!allowed) return;
        assert.ok(proof);
        assert.equal(proof.code, 'careByProtocol');
        assert.ok(proof.validFrom <= at && at <= proof.validUntil!);
        assert.ok(proof.scope.runId === undefined || proof.scope.runId === runId);
        if (proof.decision === 'given') assert.equal(proof.text?.version, '2');
        else assert.equal(proof.decision, 'urgencyException');
        const known = new Set(knownBy(proof, proofs).map(({ id }) => id));
        const unheard = proofs.filter(
          (one) => one.code === proof.code && one.decision === 'withdrawn' && !known.has(one.id),
        );
        assert.deepEqual(unheard, []);
      }),
      { numRuns },
    );
  });

  it('leaves an access open after a withdrawal of the share or of the care', async () => {
    await fc.assert(
      fc.asyncProperty(
        steps,
        fc.nat(800),
        fc.constantFrom('careByProtocol', 'shareOutsideTeam'),
        async (all, now, code) => {
          const before = await play(all);
          const last = {
            code,
            decision: 'withdrawn',
            known: before.length,
            minutes: now,
            lasts: 0,
            version: 0,
          } as const;
          const proofs = await play([...all, last]);
          const access = { code: 'shareOutsideTeam', patientId: 'patiente-1', recipientId: 'ecole', protocol } as const;
          assert.equal(mayAccess(proofs, access, after(now), texts), false);
        },
      ),
      { numRuns },
    );
  });

  it('says another thing when it is played twice, or heard of in another order', async () => {
    await fc.assert(
      fc.asyncProperty(
        steps,
        fc.nat(800),
        fc.array(fc.nat(), { minLength: 18, maxLength: 18 }),
        async (all, now, chance) => {
          const proofs = await play(all);
          const question = {
            code: 'careByProtocol',
            patientId: 'patiente-1',
            protocol,
            at: after(now),
            texts,
          } as const;
          const mixed = [...proofs, ...proofs]
            .map((proof, index) => ({ proof, place: chance[index]! }))
            .sort((one, other) => one.place - other.place)
            .map(({ proof }) => proof);
          const [once, twice] = [standingOf(proofs, question), standingOf(mixed, question)];
          assert.deepEqual([once.state, once.allowed], [twice.state, twice.allowed]);
        },
      ),
      { numRuns },
    );
  });
});
