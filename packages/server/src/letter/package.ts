import { cdaOf, mailSubjectOf, metadataOf, TYPE } from '@relais/engine/letter';
import type { SentLetter } from '@relais/engine/letter';
import type { LetterContent, RunPatient } from '@relais/model';
import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { strToU8, zipSync } from 'fflate';
import { sha256 } from '#digest';
import type { ServiceContext } from '../core/context.ts';
import type { Documents } from '../core/documents.ts';
import type { Letter } from '../core/mail/letter.ts';
import { renderHtml, renderText } from '../core/mail/letter.ts';
import type { Block } from '../core/mail/letter.ts';
import type { PrintedDocument, Stationery } from '../core/print/stationery.ts';
import { ProblemError } from '../core/problem.ts';
import { timeZoneOf } from '../scheduling/index.ts';
import type { Basis } from './basis.ts';
import { groundOf } from './grounds.ts';
import { aboutOf, contentOf, doctorOf } from './store.ts';
import type { LetterRow } from './store.ts';

/** @throws {ProblemError} `letter-not-printable` */
export function stationeryOf({ stationery }: ServiceContext): Stationery {
  if (!stationery) throw new ProblemError('letter-not-printable');
  return stationery;
}

export function printLetter(context: ServiceContext, letter: LetterRow): Promise<Uint8Array<ArrayBuffer>> {
  return stationeryOf(context).print(printedOf(contentOf(letter)));
}

function printedOf({ letterhead, title, at, dated, to, marks, blocks }: LetterContent): PrintedDocument {
  const { name, address, phone, email, finess, foot = '' } = letterhead;
  const reach = [phone, email, finess && `FINESS ${finess}`].filter((one) => one !== undefined && one !== '');
  return {
    // Letters are French, whatever the language of a screen.
    ...{ title, language: 'fr', at: Date.parse(at), dated: `Le ${dated}`, to, marks, blocks, foot },
    page: ['page', 'sur'],
    head: { name, lines: [...address, ...(reach.length > 0 ? [reach.join(' · ')] : [])] },
  };
}

/** A letter to a doctor with all that its package says. @throws {ProblemError} `letter-not-sendable` */
export async function sentOf(
  context: ServiceContext,
  { basis, letter, documents }: { readonly basis: Basis; readonly letter: LetterRow; readonly documents: Documents },
): Promise<SentLetter> {
  if (letter.kind !== 'liaisonLetter') throw new ProblemError('letter-not-sendable');
  const { structure_id: structure, id, series, replaces, version } = letter;
  const ground = groundOf(aboutOf(letter));
  return {
    content: contentOf(letter),
    ...ground.headOf(basis, letter),
    delegate: await ground.authorOf(context.store.db, basis, letter),
    doctor: doctorOf(letter),
    secrecy: letter.secrecy === 1,
    version,
    timeZone: timeZoneOf(documents),
    oids: {
      structure: oidOf(structure),
      document: oidOf(structure, id),
      versions: oidOf(structure, series ?? id, 'versions'),
      submission: oidOf(structure, id, 'submission'),
      ...(replaces !== null && { replaced: oidOf(structure, replaces) }),
    },
  };
}

/** An object identifier below 2.25, where anybody may have one who has a UUID (ITU-T X.667): always the same for one thing. */
function oidOf(...names: readonly string[]): string {
  const digest = sha256(JSON.stringify(['relais', 'letter', ...names]));
  const digits = `${digest.slice(0, 12)}8${digest.slice(13, 16)}8${digest.slice(17, 32)}`;
  return `2.25.${BigInt(`0x${digits}`)}`;
}

const FOLDER = 'IHE_XDM/SUBSET01';
const DOCUMENT = 'DOC00001.XML';

/** `IHE_XDM.zip`: the CDA, what is said of it, and two files for whoever opens it by hand. */
export async function packLetter(sent: SentLetter, pdf: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const cda = strToU8(cdaOf(sent, base64(pdf)));
  const metadata = metadataOf(sent, { uri: DOCUMENT, size: cda.length, sha1: bytesToHex(sha1(cda)) });
  const mtime = Date.parse(sent.content.at);
  const files = {
    'INDEX.HTM': strToU8(INDEX),
    'README.TXT': strToU8(README),
    [`${FOLDER}/METADATA.XML`]: strToU8(metadata),
    [`${FOLDER}/${DOCUMENT}`]: cda,
  };
  return Promise.resolve(new Uint8Array(zipSync(files, { mtime })));
}

const README = [
  'Relais',
  'Paquet IHE XDM : un document CDA R2 de niveau 1 et ses métadonnées, pour être intégré par un logiciel de santé.',
  `Le document : ${FOLDER}/${DOCUMENT}. Ses métadonnées : ${FOLDER}/METADATA.XML.`,
  '',
].join('\r\n');

const INDEX = `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Paquet IHE XDM</title></head>
<body><h1>Paquet IHE XDM</h1><ul>
<li><a href="${FOLDER}/${DOCUMENT}">Document</a></li>
<li><a href="${FOLDER}/METADATA.XML">Métadonnées</a></li>
<li><a href="README.TXT">Lisez-moi</a></li>
</ul></body></html>
`;

/** A secure mail with a letter: the package, and the PDF as it is read. Its subject names the patient, as the CI-SIS has it. */
export function messageOf(
  { secureMail }: Pick<ServiceContext, 'secureMail'>,
  sent: SentLetter,
  { pdf, zip }: { readonly pdf: Uint8Array; readonly zip: Uint8Array },
): Letter {
  const { content, patient } = sent;
  const blocks: Block[] = [
    { kind: 'text', text: 'Docteur,' },
    {
      kind: 'text',
      text: 'Vous trouverez ci-joint une lettre de synthèse, à lire (PDF) et à intégrer dans votre logiciel (IHE_XDM.zip).',
    },
    { kind: 'text', text: content.letterhead.name },
  ];
  const subject = mailSubjectOf(sent);
  return {
    subject,
    text: renderText(blocks, (label, value) => `${label}\u00a0: ${value}`),
    html: renderHtml(blocks, 'fr', content.title),
    asksReceipt: true,
    headers: {
      'X-MSS-CODECDA': TYPE.code,
      // No INS travels: none was asked of the national service with its traits.
      'X-MSS-INS': 'N',
      ...(secureMail?.product === undefined ? {} : { 'X-MSS-NIL': secureMail.product }),
    },
    attachments: [
      { fileName: 'IHE_XDM.zip', type: 'application/zip', content: zip },
      { fileName: pdfNameOf(content, patient), type: 'application/pdf', content: pdf },
    ],
  };
}

/** `20261109_Lettre_de_synthese_MARTIN_Odette.pdf`, as the CI-SIS writes it. */
function pdfNameOf({ at, title }: LetterContent, { familyName = '', givenName = '' }: RunPatient): string {
  const words = `${title} ${familyName.toUpperCase()} ${givenName}`;
  const plain = words.normalize('NFD').replace(/\p{M}/gu, '');
  return `${at.slice(0, 10).replaceAll('-', '')}_${plain.replace(/[^A-Za-z0-9]+/g, '_').replace(/_$/, '')}.pdf`;
}

function base64(bytes: Uint8Array): string {
  const chunks: string[] = [];
  // Too many arguments at once are more than a call takes.
  for (let at = 0; at < bytes.length; at += 0x8000) {
    chunks.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  }
  return btoa(chunks.join(''));
}
