import { letterRoutes as routes, peopleRoutes } from '@relais/model';
import type {
  FoundAttendingDoctor,
  HandLetter,
  LetterState,
  MakeLetter,
  MakeVisitLetter,
  RunLetters,
  VisitLetters,
} from '@relais/model';
import { randomId } from '../core/bytes.ts';
import type { CallOptions, ClientCore } from '../core/index.ts';
import { letterRefusals } from './errors.ts';

/** A letter that was made of a run. */
export interface LetterAt {
  readonly run: string;
  readonly letter: string;
}

/** A letter that was made of a visit. */
export interface VisitLetterAt {
  readonly visit: string;
  readonly letter: string;
}

export type HandOptions = CallOptions & Pick<HandLetter, 'on'>;

/** What becomes of a letter once it is made, whatever it is about. */
export interface MadeLetters<At> {
  /** Sends a letter to its doctor by the secure mail. */
  send(at: At, options?: CallOptions): Promise<LetterState>;
  /** Says that somebody has handed it over; `on` which day, where that is noted later. */
  hand(at: At, how: HandLetter['how'], options?: HandOptions): Promise<LetterState>;
  pdf(at: At, options?: CallOptions): Promise<Uint8Array<ArrayBuffer>>;
  /** `IHE_XDM.zip`, for another record. */
  package(at: At, options?: CallOptions): Promise<Uint8Array<ArrayBuffer>>;
  /** A secure mail that is ready to be sent by hand. */
  message(at: At, options?: CallOptions): Promise<Uint8Array<ArrayBuffer>>;
  /** The first doctors of the directory one of whose names begins so. */
  doctors(beginning: string, options?: CallOptions): Promise<readonly FoundAttendingDoctor[]>;
}

/** What leaves runs. */
export interface Letters extends MadeLetters<LetterAt> {
  /** What can leave a run, as it would be written, and what has; the log says who has looked. */
  list(run: string, options?: CallOptions): Promise<RunLetters>;
  /** Makes a letter for good; `id` is the client's, and the same again is the same letter. */
  make(
    run: string,
    letter: Omit<MakeLetter, 'id' | 'checked'> & { readonly id?: string },
    options?: CallOptions,
  ): Promise<LetterState>;
}

/** The letter to the treating doctor after a visit. */
export interface LettersOfVisits extends MadeLetters<VisitLetterAt> {
  /** What can go after a visit, as it would be written, and what has; the log says who has looked. */
  list(visit: string, options?: CallOptions): Promise<VisitLetters>;
  /** Makes it for good, of the visit as it was read; `replaces` names the letter whose place it takes. */
  make(
    visit: string,
    letter: Omit<MakeVisitLetter, 'id' | 'checked'> & { readonly id?: string },
    options?: CallOptions,
  ): Promise<LetterState>;
}

/** The letters of a client's structure. */
export function createLetters({ core }: { readonly core: ClientCore }): Letters {
  const { call, fetchBytes, learn } = core;
  learn(letterRefusals);
  return {
    list: (run, options) => call(routes.listLetters, { params: { run } }, options?.signal),
    make: (run, { id = randomId(), ...letter }, options) =>
      call(routes.makeLetter, { params: { run }, body: { id, checked: true, ...letter } }, options?.signal),
    send: (params, options) => call(routes.sendLetter, { params: { ...params } }, options?.signal),
    hand: (params, how, options) =>
      call(routes.handLetter, { params: { ...params }, body: bodyOf(how, options) }, options?.signal),
    pdf: (params, options) => fetchBytes(routes.printLetter, { ...params }, options?.signal),
    package: (params, options) => fetchBytes(routes.packLetter, { ...params }, options?.signal),
    message: (params, options) => fetchBytes(routes.mailLetter, { ...params }, options?.signal),
    doctors: (name, options) => findDoctors(core, name, options),
  };
}

/** The letters after visits of a client's structure. */
export function createVisitLetters({ core }: { readonly core: ClientCore }): LettersOfVisits {
  const { call, fetchBytes, learn } = core;
  learn(letterRefusals);
  return {
    list: (visit, options) => call(routes.listVisitLetters, { params: { visit } }, options?.signal),
    make: (visit, { id = randomId(), ...letter }, options) =>
      call(routes.makeVisitLetter, { params: { visit }, body: { id, checked: true, ...letter } }, options?.signal),
    send: (params, options) => call(routes.sendVisitLetter, { params: { ...params } }, options?.signal),
    hand: (params, how, options) =>
      call(routes.handVisitLetter, { params: { ...params }, body: bodyOf(how, options) }, options?.signal),
    pdf: (params, options) => fetchBytes(routes.printVisitLetter, { ...params }, options?.signal),
    package: (params, options) => fetchBytes(routes.packVisitLetter, { ...params }, options?.signal),
    message: (params, options) => fetchBytes(routes.mailVisitLetter, { ...params }, options?.signal),
    doctors: (name, options) => findDoctors(core, name, options),
  };
}

function bodyOf(how: HandLetter['how'], { on }: HandOptions = {}): HandLetter {
  return { how, ...(on !== undefined && { on }) };
}

async function findDoctors(
  { call }: ClientCore,
  name: string,
  options?: CallOptions,
): Promise<readonly FoundAttendingDoctor[]> {
  return (await call(peopleRoutes.findAttendingDoctors, { query: { name } }, options?.signal)).doctors;
}
