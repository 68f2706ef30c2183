import type { AttendingDoctorStatus, Client, Sex } from '@relais/sdk';
import type { CountdownOptions } from '../../ui/countdown-controller.ts';
import type { FieldName } from './person.ts';
import type { ReloadMark } from './reload-mark.ts';
import type { Strings } from '../words/fr.ts';

/** What the host knows beforehand; what is left out is asked. */
export interface Prefill extends Partial<Record<FieldName, string | undefined>> {
  readonly reason?: string | undefined;
  readonly commune?: string | undefined;
  readonly equipment?: readonly string[];
  readonly stepFree?: boolean;
  readonly sex?: Sex | undefined;
  readonly attendingDoctor?: AttendingDoctorStatus | undefined;
}

export interface PickerOptions extends Pick<CountdownOptions, 'every'> {
  readonly client: Client;
  readonly language: () => 'fr' | 'en';
  readonly prefill: Prefill;
  readonly mark: ReloadMark;
  /** Notes whether bookings made on this device are to be shown first, the next time. */
  readonly noteBookings: (areThere: boolean) => void;
  /** Has a text read aloud. */
  readonly say: (text: (t: Strings) => string) => void;
}
