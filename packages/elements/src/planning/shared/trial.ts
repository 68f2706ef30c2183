import type { Desk, TrialCheck } from './desk.ts';
import { sayPractice } from './say.ts';

/**
 * What a patient would find of the centre as it is published, asked as their page asks it. Nothing is kept and no seat is held, so that no figure
 * speaks of it.
 */
export async function tryOut(desk: Pick<Desk, 'client' | 't' | 'plan' | 'format' | 'sayer'>): Promise<TrialCheck[]> {
  const { client, t, plan } = desk;
  const [info, seats] = await Promise.all([client.structure.describe(), checkSeats(desk)]);
  const { checklist, reasons, phone, mail } = info;
  const check = (isThere: boolean, told: string, missing: string, otherwise: 'attention' | 'danger'): TrialCheck =>
    isThere ? { state: 'done', text: told } : { state: otherwise, text: missing };
  return [
    check(plan.changes.length === 0, t.trialPublished, t.trialUnpublished, 'attention'),
    seats,
    check(checklist !== undefined, t.trialChecklist, t.trialNoChecklist, 'danger'),
    ...(checklist?.status === 'draft' ? [{ state: 'attention' as const, text: t.trialDraft }] : []),
    check(reasons.length > 0, t.trialReasons(reasons.length), t.trialNoReason, 'attention'),
    check(phone !== undefined, t.trialPhone(phone ?? ''), t.trialNoPhone, 'attention'),
    check(mail, t.trialMail, t.trialNoMail, 'attention'),
  ];
}

async function checkSeats({ client, t, format, sayer }: Pick<Desk, 'client' | 't' | 'format' | 'sayer'>) {
  const { slots, none } = await client.slots.list();
  const [first] = slots;
  if (!first) return { state: 'danger' as const, text: t.trialNoSeat(none?.reason ?? 'none-planned') };
  const free = slots.reduce((sum, { remaining }) => sum + remaining, 0);
  const when = `${format.atWall(first.startLocal)}, ${sayPractice(sayer, first.practiceId)}`;
  return { state: 'done' as const, text: t.trialSeats(free, when) };
}
