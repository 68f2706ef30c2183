import type { ProtocolState } from '@relais/model';

export interface ProtocolTables {
  protocol_version: ProtocolVersionTable;
  protocol_step: ProtocolStepTable;
  protocol_mode: ProtocolModeTable;
  protocol_review: ProtocolReviewTable;
  protocol_activation: ProtocolActivationTable;
  protocol_parameter: ProtocolParameterTable;
}

interface OfVersion {
  structure_id: string;
  protocol_id: string;
  version: string;
}

/** Who has signed what the row says, and when it was taken down. */
interface Signed {
  signed_by: string;
  rpps: string | null;
  role: string | null;
  signed_on: string;
  at: number;
}

/** The text of a version. It is never changed and never deleted: runs were made with it. */
export interface ProtocolVersionTable extends OfVersion {
  /** How many versions, of all protocols, were there before it. */
  number: number;
  body: string;
  sha256: string;
  /** What a list says of it, so that no body is read for one: see `VersionSummary`. */
  summary: string;
  imported_at: number;
}

export interface ProtocolStepTable extends OfVersion, Signed {
  /** From 1 on. */
  number: number;
  state: ProtocolState;
  valid_from: string;
  reason: string | null;
}

/** How a version is used, as it was last switched; `display` while there is no row. */
export interface ProtocolModeTable extends OfVersion, Signed {
  kind: 'display' | 'compute';
}

export interface ProtocolReviewTable extends OfVersion, Signed {
  path: string;
}

export interface ProtocolActivationTable extends Signed {
  structure_id: string;
  protocol_id: string;
  id: string;
  reason: 'season' | 'crisis';
  text: string;
  valid_from: string;
  valid_to: string | null;
}

export interface ProtocolParameterTable extends Signed {
  structure_id: string;
  protocol_id: string;
  id: string;
  /** Of those of the structure: the later of two for one day counts. */
  number: number;
  name: string;
  value: number;
  valid_from: string;
  valid_to: string | null;
}
