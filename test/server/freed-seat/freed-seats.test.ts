import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, it } from 'node:test';
import type {
  AnsweredOffer,
  Callback,
  CallbackRequest,
  ExplainedSlots,
  FreedSeat,
  FreedSeatList,
  FreedSeatsMessage,
  OfferView,
  Problem,
  SeatProposal,
  VisitList,
} from '@relais/model';
import { parseOfferFragment } from '@relais/model';
import type { ShortMessage } from '../../../packages/server/src/core/sms/sms.ts';
import { SmsNotSentError } from '../../../packages/server/src/core/sms/sms.ts';
import { advanceAll, offerMail, sendTexts } from '../../../packages/server/src/freed-seat/index.ts';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { assertChain, bearer, bookSeat, openBackend } from '../support/backend.ts';
import type { OrProblem, TestBackend } from '../support/backend.ts';
import { createDeskSettings } from '../support/desk.ts';
import { describeEngines } from '../support/engines.ts';
import { followEvents } from '../support/event-reader.ts';
import { MONDAY_8H, STRUCTURE } from '../support/territory.ts';

const minute = 60_000;
const PAGE = 'https://vallon.example/place';
const at = (time: string) => `2026-11-09T${time}:00Z`;
const NORTH_11H = { practiceId: 'north', start: at('10:00') };

describeEngines('a freed seat', (engine) => {
  let backend: TestBackend;
  let secretary: Record<string, string>;
  let texts: ShortMessage[];
  let fails: boolean;
  let waiting: number;
  const sms = {
    send: (message: ShortMessage) => {
      if (fails) return Promise.reject(new SmsNotSentError('gateway-500'));
      texts.push(message);
      return Promise.resolve();
    },
  };

  beforeEach(async () => {
    [texts, fails, waiting] = [[], false, 0];
    backend = await openBackend(engine, { deps: { heartbeatMs: 200 }, sendsMail: true, sms });
    const freedSeats = { offerSeconds: 600, page: PAGE };
    await importDocument(backend.context, createDeskSettings({ freedSeats }), 'test', STRUCTURE);
    secretary = bearer(await backend.token('secretary'));
  });
  /** Whatever a test has done can be made again from the log. */
  afterEach(async () => {
    await assertChain(backend.store);
    await backend.close();
  });

  const read = async <T>(path: string) => (await backend.call<T>('GET', path, undefined, secretary)).body;
  const wait = async (changes: Partial<CallbackRequest> = {}) => {
    const known = { familyName: 'Attente', givenName: randomUUID(), birthDate: '2001-02-03', reason: 'cough' };
    // One after the other, the first an hour ago.
    const arrivedAt = new Date(MONDAY_8H - 60 * minute + waiting++ * minute).toISOString().replace('.000', '');
    const body = {
      arrivedAt,
      id: randomUUID(),
      class: 'b',
      entryPoint: 'patient',
      phone: '06 39 98 12 34',
      ...known,
      ...changes,
    };
    const { status, body: answer } = await backend.call<OrProblem<{ id: string }>>(
      'POST',
      '/callbacks',
      body,
      secretary,
    );
    assert.equal(status, 201, JSON.stringify(answer));
    return answer.id;
  };
  /** Somebody gives back the seat of eleven o'clock. */
  const giveBack = async (slot = NORTH_11H, isLate = false) => {
    const { id, token } = await bookSeat(backend, slot);
    const { status } = await backend.call('DELETE', `/bookings/${id}`, undefined, isLate ? secretary : bearer(token));
    assert.equal(status, 200);
  };
  /** Signs the secretary in again: hours have gone by. */
  const move = async (time: string) => {
    backend.clock.now = Date.parse(at(time));
    secretary = bearer(await backend.token('secretary'));
  };
  const seats = async () => (await read<FreedSeatList>('/freed-seats')).freedSeats;
  const latest = async () => (await seats())[0]!;
  const linkOf = (offerId: string) => bearer(backend.context.secrets.token('offer', STRUCTURE, offerId));
  const look = (offerId: string) =>
    backend.call<OrProblem<OfferView>>('GET', `/seat-offers/${offerId}`, undefined, linkOf(offerId));
  const answer = (offerId: string, body: object, headers = linkOf(offerId)) =>
    backend.call<OrProblem<AnsweredOffer>>('POST', `/seat-offers/${offerId}/answer`, body, headers);
  const pass = async (milliseconds: number) => {
    backend.clock.now += milliseconds;
    await advanceAll(backend.context);
  };
  /** Who was asked and how it ended, with minutes since eight. */
  const timeline = ({ offers }: FreedSeat) =>
    offers.map(({ callback, channel, offeredAt, end, endedAt }) => [
      callback,
      channel,
      (Date.parse(offeredAt) - MONDAY_8H) / minute,
      end,
      endedAt === undefined ? undefined : (Date.parse(endedAt) - MONDAY_8H) / minute,
    ]);

  it('is offered to the first who waits, and kept from everybody else', async () => {
    const [first] = [await wait(), await wait()];
    await giveBack();
    const freed = await latest();
    assert.deepEqual(timeline(freed), [[first, 'link', 0, undefined, undefined]]);
    assert.equal(freed.offers[0]!.expiresAt, at('07:10'));
    assert.equal((await backend.hold(NORTH_11H)).body.code, 'slot-taken');
  });

  it('is shown by its link, which takes nothing and tells nothing of the person', async () => {
    await wait({ familyName: 'Secrète' });
    await giveBack();
    const [offer] = (await latest()).offers;
    for (let time = 0; time < 3; time += 1) {
      const { status, body } = await look(offer!.id);
      assert.equal(status, 200);
      assert.deepEqual([body.status, body.seat.start, body.needs], ['open', NORTH_11H.start, []]);
      assert.doesNotMatch(JSON.stringify(body), /Secrète|\+33/);
    }
    assert.equal((await latest()).offers[0]!.end, undefined);
    const foreign = await backend.call('GET', `/seat-offers/${offer!.id}`, undefined, linkOf('another'));
    assert.equal(foreign.status, 403);
  });

  it('brings to whoever treats what was asked before the call-back: signs, answers, and who sent her', async () => {
    const text = (fr: string) => ({ fr, en: fr });
    const questions = [{ id: 'since', kind: 'text', text: text('Depuis quand ?'), toDoctor: true }];
    const settings = createDeskSettings({ freedSeats: { offerSeconds: 600, page: PAGE } });
    const reasonQuestions = [{ reason: 'cough', questions }];
    await importDocument(backend.context, { ...settings, reasonQuestions }, 'test', STRUCTURE);
    const request = {
      ...{ id: randomUUID(), entryPoint: 'nurse', phone: '06 39 98 12 35', reason: 'cough' },
      checklistRun: { version: '1', yes: [], answeredAt: '2026-11-09T06:59:00Z' },
      answers: [{ question: 'since', value: 'trois jours' }],
      decision: { kind: 'callback', class: 'b' },
      person: { familyName: 'Attente', givenName: 'Ida', birthDate: '2001-02-03' },
    };
    assert.equal((await backend.call('POST', '/intakes', request, secretary)).status, 201);
    await giveBack();
    const { body } = await answer((await latest()).offers[0]!.id, { answer: 'yes' });
    const doctor = bearer(await backend.token('slotProvider'));
    const { visits } = (await backend.call<VisitList>('GET', '/visits', undefined, doctor)).body;
    const brought = visits.find(({ id }) => id === body.booking?.id)?.brought;
    assert.deepEqual(
      [brought?.entryPoint, brought?.answers, brought?.checklist?.outcome],
      ['nurse', [{ question: 'Depuis quand ?', answer: 'trois jours' }], 'continue'],
    );
  });

  it('keeps whoever took it to sites with what her signs asked for before the call-back', async () => {
    const request = {
      ...{ id: randomUUID(), entryPoint: 'patient', phone: '06 39 98 12 36', reason: 'cough' },
      checklistRun: { version: '1', yes: ['stitches'], answeredAt: '2026-11-09T06:59:00Z' },
      decision: { kind: 'callback', class: 'b' },
      person: { familyName: 'Attente', givenName: 'Suzanne', birthDate: '2001-02-03' },
    };
    assert.equal((await backend.call('POST', '/intakes', request, secretary)).status, 201);
    await giveBack();
    const { body } = await answer((await latest()).offers[0]!.id, { answer: 'yes' });
    const { slots } = (await backend.call<ExplainedSlots>('GET', '/explained-slots', undefined, secretary)).body;
    const bare = slots.find(({ standing, siteId }) => standing === 'free' && siteId === 's-gate')!;
    const slot = { practiceId: bare.practiceId, start: bare.start };
    const held = await backend.call<SeatProposal>('POST', '/seat-proposals', { intake: randomUUID(), slot }, secretary);
    const move = { token: held.body.token, why: 'patient' };
    const moved = await backend.call<Problem>('PATCH', `/bookings/${body.booking!.id}`, move, secretary);
    assert.deepEqual([moved.status, moved.body.code], [422, 'checklist-blocks-booking']);
  });

  it('becomes the booking of who says yes, whose waiting is over', async () => {
    const [first] = [await wait(), await wait()];
    await giveBack();
    const { offers } = await latest();
    const { status, body } = await answer(offers[0]!.id, { answer: 'yes' });
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual([body.status, body.booking?.seat.start], ['accepted', NORTH_11H.start]);
    const booking = await backend.call('GET', `/bookings/${body.booking!.id}`, undefined, bearer(body.token!));
    assert.equal(booking.status, 200);
    const entry = await read<Callback>(`/callbacks/${first}`);
    assert.deepEqual([entry.status, entry.outcome], ['closed', 'seatFound']);
    const freed = await latest();
    assert.deepEqual([freed.status, freed.offers.length], ['taken', 1]);
    // Pressed again, or by the network: the same.
    const again = await answer(offers[0]!.id, { answer: 'yes' });
    assert.deepEqual([again.status, again.body.booking?.id], [200, body.booking!.id]);
    assert.equal((await answer(offers[0]!.id, { answer: 'no' })).body.code, 'offer-ended');
  });

  it('goes to the next one at a no, and at the end of a silence, each asked once', async () => {
    const [a, b, c] = [await wait(), await wait(), await wait()];
    await giveBack();
    backend.clock.now += 4 * minute;
    assert.equal((await answer((await latest()).offers[0]!.id, { answer: 'no' })).body.status, 'declined');
    await pass(10 * minute - 1000);
    assert.equal((await latest()).offers.length, 2);
    await pass(1000);
    await pass(10 * minute);
    const freed = await latest();
    assert.deepEqual(timeline(freed), [
      [a, 'link', 0, 'declined', 4],
      [b, 'link', 4, 'expired', 14],
      [c, 'link', 14, 'expired', 24],
    ]);
    assert.deepEqual([freed.status, freed.why], ['released', 'nobody']);
    assert.deepEqual(
      freed.passedOver.map(({ why }) => why),
      ['already-asked', 'already-asked', 'already-asked'],
    );
    assert.equal((await backend.hold(NORTH_11H)).status, 201);
    const late = await answer(freed.offers[1]!.id, { answer: 'yes' });
    assert.deepEqual([late.status, late.body.code], [410, 'offer-ended']);
  });

  it('is for whom it suits: others are named, with why', async () => {
    const elsewhere = await wait({ wants: { siteIds: ['s-gate'] } });
    const later = await wait({ wants: { from: at('13:00') } });
    const red = await wait({ class: 'red' });
    const right = await wait({ wants: { equipment: ['suture'], to: at('10:01') } });
    await giveBack();
    const [offer] = (await latest()).offers;
    assert.equal(offer!.callback, right);
    assert.deepEqual(
      offer!.passedOver.sort((x, y) => x.why.localeCompare(y.why)),
      [
        { callback: elsewhere, why: 'other-site' },
        { callback: later, why: 'other-time' },
        { callback: red, why: 'sent-to-15' },
      ],
    );
  });

  it('is never offered to somebody who is asked for another at the moment', async () => {
    const [a, b] = [await wait(), await wait()];
    await giveBack();
    await giveBack({ practiceId: 'north', start: at('10:15') });
    const asked = (await seats())
      .filter(({ status }) => status === 'offering')
      .map(({ offers }) => offers[0]!.callback);
    assert.deepEqual(new Set(asked), new Set([a, b]));
  });

  it('is the telephone’s when time is short, one after the other, and everybody’s when the notice has run out', async () => {
    const [a, b] = [await wait(), await wait()];
    // 29 minutes before: less than the notice of 20 and the ten of an offer.
    await move('09:31');
    await giveBack(NORTH_11H, true);
    const [offer] = (await latest()).offers;
    assert.deepEqual([offer!.callback, offer!.channel, offer!.expiresAt], [a, 'telephone', at('09:40')]);
    assert.equal((await answer(offer!.id, { answer: 'unanswered' })).status, 403);
    assert.equal((await answer(offer!.id, { answer: 'unanswered' }, secretary)).status, 200);
    assert.equal((await latest()).offers[1]!.callback, b);
    await pass(9 * minute);
    const freed = await latest();
    assert.deepEqual([freed.status, freed.why, freed.offers.at(-1)!.end], ['released', 'notice', 'expired']);
  });

  it('is everybody’s at once when its notice has run out already', async () => {
    await wait();
    const { id } = await bookSeat(backend, NORTH_11H);
    await move('09:41');
    await backend.call('DELETE', `/bookings/${id}`, undefined, secretary);
    assert.deepEqual(await seats(), []);
  });

  it('is told by mail and by a message, each with one link', async () => {
    await wait({ email: 'a@example.fr', language: 'en' });
    await giveBack();
    const [offer] = (await latest()).offers;
    await sendTexts(backend.context);
    await sendTexts(backend.context);
    assert.deepEqual(
      texts.map(({ to }) => to),
      ['+33639981234'],
    );
    const link = /https:\S+/.exec(texts[0]!.text)![0];
    assert.ok(link.startsWith(PAGE));
    assert.equal(parseOfferFragment(new URL(link).hash)?.offerId, offer!.id);
    const mail = await backend.store.db
      .selectFrom('mail')
      .selectAll()
      .where('subject', '=', offer!.id)
      .executeTakeFirstOrThrow();
    const { letter } = await offerMail.compose(backend.context, mail, {
      sender: 's@example.fr',
      recipient: 'a@example.fr',
    });
    assert.ok(letter.text.includes(link));
    assert.match(letter.subject, /An appointment has become free/);
    assert.doesNotMatch(letter.text + texts[0]!.text, /cough|Toux/);
    await answer(offer!.id, { answer: 'no' });
    const overtaken = offerMail.compose(backend.context, mail, { sender: 's@example.fr', recipient: 'a@example.fr' });
    await assert.rejects(overtaken, { code: 'overtaken' });
  });

  it('is asked by telephone where no message can reach the person', async () => {
    await wait({ phone: '01 99 00 55 66' });
    await giveBack();
    assert.equal((await latest()).offers[0]!.channel, 'telephone');
    fails = true;
    await wait();
    await giveBack({ practiceId: 'north', start: at('10:30') });
    const channels = (await seats()).map(({ offers }) => offers[0]!.channel);
    assert.deepEqual(channels.sort(), ['link', 'telephone']);
    await sendTexts(backend.context);
    for (const { offers } of await seats()) assert.equal(offers[0]!.channel, 'telephone');
  });

  it('asks for what the list does not know, and says so', async () => {
    const request = { familyName: undefined, givenName: undefined, birthDate: undefined, reason: undefined };
    await wait(request);
    await giveBack();
    const [offer] = (await latest()).offers;
    assert.deepEqual((await look(offer!.id)).body.needs, ['person', 'reason']);
    const bare = await answer(offer!.id, { answer: 'yes' });
    assert.deepEqual([bare.status, bare.body.code], [400, 'invalid-request']);
    const person = { familyName: 'Énard', givenName: 'Ida', birthDate: '2001-02-03' };
    const unknown = await answer(offer!.id, { answer: 'yes', person, reason: 'nothing' });
    assert.equal(unknown.body.code, 'invalid-request');
    assert.equal((await answer(offer!.id, { answer: 'yes', person, reason: 'cough' })).status, 200);
  });

  it('passes to the next when the desk has found another seat for the person', async () => {
    const [a, b] = [await wait(), await wait()];
    await giveBack();
    await backend.call('POST', `/callbacks/${a}/actions`, { kind: 'claim', revision: 1 }, secretary);
    await backend.call('POST', `/callbacks/${a}/actions`, { kind: 'seatFound', revision: 2 }, secretary);
    const freed = await latest();
    assert.deepEqual(
      freed.offers.map(({ callback, end }) => [callback, end]),
      [
        [a, 'withdrawn'],
        [b, undefined],
      ],
    );
  });

  it('goes back when its practice closes meanwhile', async () => {
    await wait();
    await giveBack();
    const { offers } = await latest();
    await backend.change({ exceptions: [{ type: 'closure', practiceId: 'north', from: '2026-11-09' }] });
    const refused = await answer(offers[0]!.id, { answer: 'yes' });
    assert.equal(refused.body.code, 'hold-expired');
    await pass(10 * minute);
    const freed = await latest();
    assert.deepEqual([freed.status, freed.why], ['released', 'gone']);
  });

  it('is given back once: whoever was being asked is asked no more, and answers nothing', async () => {
    const [, other] = [await wait(), await wait()];
    await giveBack();
    backend.clock.now += 5 * minute;
    await giveBack({ practiceId: 'north', start: at('10:15') });
    await backend.change({ exceptions: [{ type: 'closure', practiceId: 'north', from: '2026-11-09' }] });
    await pass(5 * minute);
    const freed = (await seats()).find(({ offers }) => offers[0]!.callback === other)!;
    assert.deepEqual(timeline(freed), [[other, 'link', 5, 'withdrawn', 10]]);
    assert.equal((await answer(freed.offers[0]!.id, { answer: 'no' })).body.code, 'offer-ended');
    await backend.call('POST', `/callbacks/${other}/actions`, { kind: 'claim', revision: 1 }, secretary);
    await backend.call('POST', `/callbacks/${other}/actions`, { kind: 'seatFound', revision: 2 }, secretary);
    const releases = await backend.store.db
      .selectFrom('event')
      .select('subject')
      .where('type', '=', 'freed-seat.released')
      .where('subject', '=', freed.id)
      .orderBy('sequence')
      .execute();
    assert.equal(releases.length, 1);
  });

  it('is followed live, by ids alone', async () => {
    await wait();
    const reader = await followEvents(backend.app, '?topic=freedSeats', secretary);
    await giveBack();
    const { type, data } = await reader.next();
    assert.equal(type, 'freedSeats');
    assert.deepEqual((data as unknown as FreedSeatsMessage).freedSeats, [(await latest()).id]);
    reader.close();
  });
});
