import type { Subject } from '../core/subject.ts';
import { protocolWords } from './api-words.ts';
import { protocolImport } from './bring.ts';
import { protocolsTopic } from './protocols-topic.ts';
import { rebuildProtocols } from './rebuild.ts';
import { protocolRoutes } from './routes.ts';

/** Protocols: the text of each version, how far it is, and what the structure has set of it. */
export const protocol: Subject = {
  apiWords: protocolWords,
  imports: [protocolImport],
  routes: protocolRoutes,
  topics: { protocols: protocolsTopic },
  rebuild: rebuildProtocols,
};

export { takeProtocolStep } from './changes.ts';
export { authorOf, operator, requireOwnSignature, requireSigned } from './policy.ts';
export type { Author } from './policy.ts';
export { loadSettings, loadText, loadVersions, localOf, NOTHING_SET } from './versions.ts';
export type { KnownVersion, VersionSummary } from './versions.ts';
