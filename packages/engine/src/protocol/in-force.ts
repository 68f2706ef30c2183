import type { Protocol, ProtocolLife, ProtocolMode, ProtocolParameter, ProtocolSettings } from '@relais/model';
import { isOpenOn, isWithin, stateOn } from './life-cycle.ts';

/** What a structure has set of a version. */
export interface ProtocolLocal {
  readonly mode: ProtocolMode;
  readonly settings: Pick<ProtocolSettings, 'activations' | 'parameters'>;
}

/**
 * A protocol as a run of a day goes by it, `YYYY-MM-DD`: in the mode that the structure's doctor has switched on, with the values that the
 * territory gives its parameters, open in its own seasons and in those the structure has planned. Its text stays as it is.
 */
export function protocolOn(protocol: Protocol, { mode, settings }: ProtocolLocal, day: string): Protocol {
  return {
    ...protocol,
    date: day,
    mode,
    parameters: parametersIn(protocol, settings.parameters, day),
    activation: [
      ...protocol.activation,
      ...settings.activations.map(({ reason, text, validFrom, validTo }) => ({
        reason,
        text,
        validFrom,
        ...(validTo === undefined ? {} : { validTo }),
      })),
    ],
  };
}

/** Every parameter that has a value on a day, once. Of what the structure has set for that day the latest counts. */
function parametersIn(
  { parameters }: Pick<Protocol, 'parameters'>,
  set: ProtocolSettings['parameters'],
  day: string,
): ProtocolParameter[] {
  return parameters
    .filter((one) => isWithin(one, day))
    .map((parameter) => {
      const own = set.findLast((one) => one.name === parameter.name && isWithin(one, day));
      return own ? { ...parameter, value: own.value } : parameter;
    });
}

/** A version as far as it matters which one is in force. */
export interface VersionLife {
  readonly version: string;
  readonly activation: Protocol['activation'];
  readonly life: ProtocolLife;
}

/**
 * The version that runs of a day start with: of those that are active the one that became so last. Runs under way go on with the version
 * they began with. Whether it is open that day is another question: out of season there is a version in force, and nothing starts.
 */
export function versionOn<Version extends VersionLife>(versions: readonly Version[], day: string): Version | undefined {
  const active = versions.filter(({ life }) => stateOn(life, day) === 'active');
  return active.reduce<Version | undefined>(
    (latest, one) => (latest && activeSince(latest, day) > activeSince(one, day) ? latest : one),
    undefined,
  );
}

/** Whether runs of a day may start with this version. */
export function isStartedOn(versions: readonly VersionLife[], version: VersionLife, day: string): boolean {
  return versionOn(versions, day) === version && isOpenOn(version, version.life, day);
}

function activeSince({ life }: VersionLife, day: string): string {
  return life.findLast(({ state, from }) => state === 'active' && from <= day)?.from ?? '';
}
