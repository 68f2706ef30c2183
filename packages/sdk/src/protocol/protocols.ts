import { protocolRoutes, ProtocolsMessage } from '@relais/model';
import type {
  ActivationEnd,
  ActivationPlan,
  BroughtProtocol,
  ImportedProtocol,
  ParameterSetting,
  ProtocolList,
  ProtocolModeChange,
  ProtocolRecord,
  ProtocolReviewing,
  ProtocolStep,
  ResetMessage,
} from '@relais/model';
import { listen } from '../core/index.ts';
import type { CallOptions, ClientCore, ConnectionState, RelaisError, Topic } from '../core/index.ts';
import { protocolRefusals } from './errors.ts';

/** One version of a protocol. */
export interface VersionName {
  readonly protocol: string;
  readonly version: string;
}

export interface ProtocolHandlers {
  /** These protocols are not as they were: ask again for what is shown of them. */
  readonly onChange?: (message: ProtocolsMessage) => void;
  /** Too much was missed, or settings have changed: ask for everything again. */
  readonly onReset?: (message: ResetMessage) => void;
  readonly onState?: (state: ConnectionState, error?: RelaisError) => void;
}

/** The protocols of a structure, for those who work with them and those who answer for them. */
export interface Protocols {
  list(options?: CallOptions): Promise<ProtocolList>;
  /** A version with its life and what the structure has set; `protocolOn` makes of it what a run of a day goes by. */
  read(name: VersionName, options?: CallOptions): Promise<ProtocolRecord>;
  /**
   * Brings a version, or the FHIR Bundle of one.
   *
   * @throws {ProtocolNotProvenError} with what is wrong, for a doctor
   */
  import(document: BroughtProtocol, options?: CallOptions): Promise<ImportedProtocol>;
  /** @throws {ProtocolStepRefusedError} */
  takeStep(name: VersionName, step: ProtocolStep, options?: CallOptions): Promise<void>;
  switchMode(name: VersionName, change: ProtocolModeChange, options?: CallOptions): Promise<void>;
  /** Says that a doctor has read illustrative statements. */
  review(name: VersionName, reviewing: ProtocolReviewing, options?: CallOptions): Promise<void>;
  planActivation(protocol: string, plan: ActivationPlan, options?: CallOptions): Promise<void>;
  endActivation(protocol: string, activation: string, end: ActivationEnd, options?: CallOptions): Promise<void>;
  /** @throws {ProtocolNotProvenError} when the protocol would be proven no more */
  setParameter(protocol: string, setting: ParameterSetting, options?: CallOptions): Promise<void>;
  /** Follows changes from a `sequence` on, over cuts and server restarts, until the function it gives is called. */
  subscribe(handlers: ProtocolHandlers, after?: number): () => void;
}

const topic: Topic<ProtocolsMessage> = { name: 'protocols', message: ProtocolsMessage };

/** The protocols of a client's structure. */
export function createProtocols({ core }: { readonly core: ClientCore }): Protocols {
  const { call, live, learn } = core;
  learn(protocolRefusals);
  return {
    list: (options) => call(protocolRoutes.listProtocols, {}, options?.signal),
    read: ({ protocol, version }, options) =>
      call(protocolRoutes.readProtocol, { params: { protocol, version } }, options?.signal),
    import: (body, options) => call(protocolRoutes.importProtocol, { body }, options?.signal),
    async takeStep({ protocol, version }, body, options) {
      await call(protocolRoutes.takeProtocolStep, { params: { protocol, version }, body }, options?.signal);
    },
    async switchMode({ protocol, version }, body, options) {
      await call(protocolRoutes.switchProtocolMode, { params: { protocol, version }, body }, options?.signal);
    },
    async review({ protocol, version }, body, options) {
      await call(protocolRoutes.reviewProtocol, { params: { protocol, version }, body }, options?.signal);
    },
    async planActivation(protocol, body, options) {
      await call(protocolRoutes.planActivation, { params: { protocol }, body }, options?.signal);
    },
    async endActivation(protocol, activation, body, options) {
      await call(protocolRoutes.endActivation, { params: { protocol, activation }, body }, options?.signal);
    },
    async setParameter(protocol, body, options) {
      await call(protocolRoutes.setParameter, { params: { protocol }, body }, options?.signal);
    },
    subscribe({ onChange, onReset, onState }, after) {
      const listener = listen(topic, {}, (message) => onChange?.(message));
      return live.follow({ listeners: [listener], after, onReset, onState });
    },
  };
}
