import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mayAccess, sealProof, standingOf } from '@relais/engine/consent';
import type { ConsentQuestion } from '@relais/engine/consent';
import type { ConsentDraft } from '@relais/model';
import { after, chainOf, draftOf, sha256, textShown, withdrawal } from './support.ts';

const question: ConsentQuestion = {
  code: 'careByProtocol',
  patientId: 'patiente-1',
  protocol: { id: 'odynophagie', version: '2' },
  at: after(100),
};
const version = (name: string, materialChange: boolean, protocolVersion = '2') => ({
  id: textShown.id,
  version: name,
  materialChange,
  protocol: { id: 'odynophagie', version: protocolVersion },
});

/** How the last of some decisions leaves a question. */
async function stateAfter(drafts: readonly ConsentDraft[], changes: Partial<ConsentQuestion> = {}) {
  const { state, allowed } = standingOf(await chainOf(...drafts), { ...question, ...changes });
  return [state, allowed];
}

describe('A run', () => {
  it('is not allowed before anybody has consented', async () => {
    assert.deepEqual(await stateAfter([]), ['toCollect', false]);
  });

  it('is allowed once the patient has consented', async () => {
    assert.deepEqual(await stateAfter([draftOf()]), ['given', true]);
  });

  it('is not allowed after a refusal, which says so', async () => {
    assert.deepEqual(await stateAfter([draftOf({ decision: 'refused' })]), ['refused', false]);
  });

  it('is allowed when somebody who refused is asked anew and agrees', async () => {
    const later = draftOf({ confirmedAt: after(20), validFrom: after(20) });
    assert.deepEqual(await stateAfter([draftOf({ decision: 'refused' }), later]), ['given', true]);
  });

  it('is not allowed after a withdrawal, at once', async () => {
    const proofs = [draftOf(), withdrawal({ confirmedAt: after(5), validFrom: after(5) })];
    assert.deepEqual(await stateAfter(proofs, { at: after(5) }), ['withdrawn', false]);
  });

  it('is not allowed by the consent of another patient', async () => {
    assert.deepEqual(await stateAfter([draftOf()], { patientId: 'patiente-2' }), ['toCollect', false]);
  });

  it('is not allowed by a consent to another protocol', async () => {
    const protocol = { id: 'entorse-cheville', version: '1' };
    assert.deepEqual(await stateAfter([draftOf()], { protocol }), ['toCollect', false]);
  });

  it('is not allowed by a consent to care in somebody’s own right', async () => {
    assert.deepEqual(await stateAfter([draftOf({ code: 'careByOwnCompetence' })]), ['toCollect', false]);
  });

  it('is not allowed by a consent for another run', async () => {
    const proofs = [draftOf({ scope: { runId: 'passage-1' } })];
    assert.deepEqual(await stateAfter(proofs, { runId: 'passage-1' }), ['given', true]);
    assert.deepEqual(await stateAfter(proofs, { runId: 'passage-2' }), ['expired', false]);
  });

  it('is not allowed when the time of the consent is over', async () => {
    assert.deepEqual(await stateAfter([draftOf()], { at: after(24 * 60 + 1) }), ['expired', false]);
  });

  it('is not allowed by a consent from another time zone’s tomorrow', async () => {
    assert.deepEqual(await stateAfter([draftOf()], { at: after(1) }), ['expired', false]);
  });

  it('is stopped by a text whose risks have changed', async () => {
    const texts = [version('1', true), version('2', true)];
    assert.deepEqual(await stateAfter([draftOf()], { texts }), ['newVersion', false]);
  });

  it('goes on over a mended word', async () => {
    const texts = [version('1', true), version('1.1', false)];
    assert.deepEqual(await stateAfter([draftOf()], { texts }), ['given', true]);
  });

  it('is stopped by a change before the last mended word', async () => {
    const texts = [version('1', true), version('2', true), version('2.1', false)];
    assert.deepEqual(await stateAfter([draftOf()], { texts }), ['newVersion', false]);
  });

  it('of a new version of the protocol goes on where its text says that nothing changes', async () => {
    const texts = [version('1', true), version('1.1', false, '3')];
    const protocol = { id: 'odynophagie', version: '3' };
    assert.deepEqual(await stateAfter([draftOf()], { texts, protocol }), ['given', true]);
  });

  it('of a new version of the protocol is stopped where nobody says that nothing changes', async () => {
    const protocol = { id: 'odynophagie', version: '3' };
    assert.deepEqual(await stateAfter([draftOf()], { protocol }), ['newVersion', false]);
    assert.deepEqual(await stateAfter([draftOf()], { protocol, texts: [version('1', true)] }), ['newVersion', false]);
  });

  it('in an urgency is allowed with its reason, for a day', async () => {
    const urgency = draftOf({ decision: 'urgencyException', reason: 'Malaise', givenBy: [], validUntil: after(600) });
    assert.deepEqual(await stateAfter([urgency]), ['urgency', true]);
    assert.deepEqual(await stateAfter([urgency], { at: after(601) }), ['expired', false]);
  });

  it('in an urgency is not allowed to who has refused or withdrawn', async () => {
    const urgency = draftOf({
      decision: 'urgencyException',
      reason: 'Malaise',
      givenBy: [],
      confirmedAt: after(40),
      validFrom: after(40),
    });
    assert.deepEqual(await stateAfter([withdrawal(), urgency]), ['withdrawn', false]);
    assert.deepEqual(await stateAfter([draftOf({ decision: 'refused' }), urgency]), ['refused', false]);
  });

  it('waits for the doctor who was called', async () => {
    const referral = { reason: 'minorAsksSecrecy', doctor: 'Dre Anne Le Goff' } as const;
    assert.deepEqual(await stateAfter([draftOf({ decision: 'referredToDoctor', referral })]), [
      'referredToDoctor',
      false,
    ]);
  });

  it('is not allowed by a proof that lacks something, however it was sealed', async () => {
    const [proof] = await chainOf(draftOf());
    assert.equal(standingOf([{ ...proof!, firstAskedAt: undefined }], question).allowed, false);
  });
});

describe('A withdrawal', () => {
  it('counts against a consent of a device that had not heard of it, whatever its clock says', async () => {
    const [first, withdrawn] = await chainOf(draftOf(), withdrawal());
    const elsewhere = await sealProof(draftOf({ confirmedAt: after(50), validFrom: after(50) }), first, sha256);
    for (const proofs of [
      [first!, withdrawn!, elsewhere],
      [first!, elsewhere, withdrawn!],
    ]) {
      assert.equal(standingOf(proofs, question).state, 'withdrawn');
    }
  });

  it('is undone by a consent that follows it', async () => {
    const [first, withdrawn] = await chainOf(draftOf(), withdrawal());
    const again = await sealProof(draftOf({ confirmedAt: after(50), validFrom: after(50) }), withdrawn, sha256);
    assert.equal(standingOf([first!, withdrawn!, again], question).state, 'given');
  });

  it('does not let an older consent of a device elsewhere back in once the newer one is over', async () => {
    const [first, withdrawn] = await chainOf(draftOf(), withdrawal());
    const elsewhere = await sealProof(draftOf({ validUntil: after(10_000) }), first, sha256);
    const again = await sealProof(
      draftOf({ confirmedAt: after(50), validFrom: after(50), validUntil: after(60) }),
      withdrawn,
      sha256,
    );
    assert.equal(standingOf([first!, elsewhere, withdrawn!, again], question).state, 'expired');
  });

  it('that names no protocol is of all of them', async () => {
    const [first] = await chainOf(draftOf());
    const all = { ...(await sealProof(withdrawal(), first, sha256)), protocol: undefined };
    assert.equal(standingOf([first!, all], question).state, 'withdrawn');
  });
});

describe('An access', () => {
  const recipients = [{ id: 'ecole', label: 'Médecin scolaire' }];
  const share = () => draftOf({ code: 'shareOutsideTeam', scope: { recipients } });
  const access = {
    code: 'shareOutsideTeam',
    patientId: 'patiente-1',
    recipientId: 'ecole',
    protocol: question.protocol,
  } as const;
  const carer = { ...access, code: 'exchangeWithCarers', recipientId: 'medecin-traitant' } as const;
  const told = (decision: 'informed' | 'objected') =>
    draftOf({ code: 'exchangeWithCarers', decision, firstAskedAt: undefined });

  it('outside the team is closed, then open once the patient consents', async () => {
    assert.equal(mayAccess(await chainOf(draftOf()), access, after(100)), false);
    assert.equal(mayAccess(await chainOf(draftOf(), share()), access, after(100)), true);
  });

  it('is for those named and nobody else', async () => {
    assert.equal(
      mayAccess(await chainOf(draftOf(), share()), { ...access, recipientId: 'mutuelle' }, after(100)),
      false,
    );
  });

  it('of the attending doctor needs no consent, but an information', async () => {
    assert.equal(mayAccess(await chainOf(draftOf()), carer, after(100)), false);
    assert.equal(mayAccess(await chainOf(draftOf(), told('informed')), carer, after(100)), true);
  });

  it('of the attending doctor is closed by an objection', async () => {
    const later = { ...told('objected'), confirmedAt: after(20) };
    assert.equal(mayAccess(await chainOf(draftOf(), told('informed'), later), carer, after(100)), false);
  });

  it('outside the team is not opened by an information', async () => {
    assert.equal(mayAccess(await chainOf(draftOf(), told('informed')), access, after(100)), false);
  });

  it('is closed by the withdrawal of the share', async () => {
    const proofs = await chainOf(draftOf(), share(), withdrawal({ code: 'shareOutsideTeam' }));
    assert.equal(mayAccess(proofs, access, after(100)), false);
    assert.equal(standingOf(proofs, question).state, 'given');
  });

  it('is closed by the withdrawal of the care it came of', async () => {
    assert.equal(mayAccess(await chainOf(draftOf(), share(), withdrawal()), access, after(100)), false);
  });

  it('goes on when the care’s consent is merely over, as the letter was sent', async () => {
    const proofs = await chainOf(
      draftOf({ validUntil: after(5) }),
      draftOf({ code: 'shareOutsideTeam', scope: { recipients }, validUntil: undefined }),
    );
    assert.equal(mayAccess(proofs, access, after(1000)), true);
  });

  it('refusing a share ends no care', async () => {
    const proofs = await chainOf(draftOf(), { ...share(), decision: 'refused' });
    assert.equal(mayAccess(proofs, access, after(100)), false);
    assert.equal(standingOf(proofs, question).allowed, true);
  });
});
