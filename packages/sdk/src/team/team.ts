import { TeamMessage, teamRoutes } from '@relais/model';
import type {
  Adhesion,
  AskedQuiz,
  CertificateIssue,
  MemberDeclaration,
  MemberEnd,
  MemberReport,
  OnCall,
  Quiz,
  QuizAnswers,
  QuizResult,
  Readiness,
  ResetMessage,
  Roster,
  RosterChange,
  RosterView,
  TeamDeclaration,
  Team as TeamState,
} from '@relais/model';
import { listen } from '../core/index.ts';
import type { CallOptions, ClientCore, ConnectionState, RelaisError, Topic } from '../core/index.ts';

/** Somebody's part in a protocol, by the professional's id. */
export interface MembershipName {
  readonly professional: string;
  readonly protocol: string;
}

export interface TeamHandlers {
  /** The team, its files or its roster have changed: ask again for what is shown. */
  readonly onChange?: (message: TeamMessage) => void;
  readonly onReset?: (message: ResetMessage) => void;
  readonly onState?: (state: ConnectionState, error?: RelaisError) => void;
}

/** The team of a structure's protocols. */
export interface Team {
  /** Everybody who is or was declared, with their files, for those who answer for them. */
  read(options?: CallOptions): Promise<TeamState>;
  declare(declaration: MemberDeclaration, options?: CallOptions): Promise<MemberReport>;
  end(name: MembershipName, end: MemberEnd, options?: CallOptions): Promise<void>;
  recordAdhesion(name: MembershipName, adhesion: Adhesion, options?: CallOptions): Promise<void>;
  issueCertificate(name: MembershipName, issue: CertificateIssue, options?: CallOptions): Promise<void>;
  readQuiz(protocol: string, options?: CallOptions): Promise<AskedQuiz>;
  setQuiz(quiz: Quiz, options?: CallOptions): Promise<void>;
  answerQuiz(protocol: string, answers: QuizAnswers, options?: CallOptions): Promise<QuizResult>;
  /** Shifts between two instants; the coming month when absent. */
  readRoster(
    times?: { readonly from?: string | undefined; readonly to?: string | undefined },
    options?: CallOptions,
  ): Promise<RosterView>;
  setRoster(roster: Roster, options?: CallOptions): Promise<void>;
  /** Adds shifts and takes others out; all the rest stays, whoever has changed it meanwhile. */
  changeRoster(change: RosterChange, options?: CallOptions): Promise<void>;
  /** Who can be called for a protocol now, first who is called first. */
  onCall(protocol: string, options?: CallOptions): Promise<OnCall>;
  /** Which protocols whoever is signed in can run now; for the others what is missing and who can mend it. */
  readiness(options?: CallOptions): Promise<Readiness>;
  /** The team of a protocol with every change of it; `declarationTable` makes a spreadsheet of it. */
  declaration(protocol: string, options?: CallOptions): Promise<TeamDeclaration>;
  /** Follows changes from a `sequence` on, over cuts and server restarts, until the function it gives is called. */
  subscribe(handlers: TeamHandlers, after?: number): () => void;
}

const topic: Topic<TeamMessage> = { name: 'team', message: TeamMessage };

/** The team of a client's structure. */
export function createTeam({ core }: { readonly core: ClientCore }): Team {
  const { call, live } = core;
  return {
    read: (options) => call(teamRoutes.readTeam, {}, options?.signal),
    declare: (body, options) => call(teamRoutes.declareMembers, { body }, options?.signal),
    async end({ professional, protocol }, body, options) {
      await call(teamRoutes.endMembership, { params: { professional, protocol }, body }, options?.signal);
    },
    async recordAdhesion({ professional, protocol }, body, options) {
      await call(teamRoutes.recordAdhesion, { params: { professional, protocol }, body }, options?.signal);
    },
    async issueCertificate({ professional, protocol }, body, options) {
      await call(teamRoutes.issueCertificate, { params: { professional, protocol }, body }, options?.signal);
    },
    readQuiz: (protocol, options) => call(teamRoutes.readQuiz, { params: { protocol } }, options?.signal),
    async setQuiz(body, options) {
      await call(teamRoutes.setQuiz, { params: { protocol: body.protocol }, body }, options?.signal);
    },
    answerQuiz: (protocol, answers, options) =>
      call(teamRoutes.answerQuiz, { params: { protocol }, body: { answers } }, options?.signal),
    readRoster: ({ from, to } = {}, options) => call(teamRoutes.readRoster, { query: { from, to } }, options?.signal),
    async setRoster(body, options) {
      await call(teamRoutes.setRoster, { body }, options?.signal);
    },
    async changeRoster(body, options) {
      await call(teamRoutes.changeRoster, { body }, options?.signal);
    },
    onCall: (protocol, options) => call(teamRoutes.readOnCall, { params: { protocol } }, options?.signal),
    readiness: (options) => call(teamRoutes.readReadiness, {}, options?.signal),
    declaration: (protocol, options) => call(teamRoutes.readDeclaration, { params: { protocol } }, options?.signal),
    subscribe({ onChange, onReset, onState }, after) {
      const listener = listen(topic, {}, (message) => onChange?.(message));
      return live.follow({ listeners: [listener], after, onReset, onState });
    },
  };
}
