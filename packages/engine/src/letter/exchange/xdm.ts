import type { LetterPerson } from '../told.ts';
import {
  NATIONAL_PEOPLE,
  NATIONAL_PLACES,
  NORMAL,
  SECTORS,
  SETTING,
  TYPE,
  USUAL_SECTOR,
  nationalPerson,
  nationalPlace,
  plainStampOf,
  universalStampOf,
} from './sent.ts';
import type { SentLetter } from './sent.ts';
import { documentOf, element, text } from './xml.ts';
import type { Xml } from './xml.ts';

/** What the metadata says of the document as it lies in the package. */
export interface PackedDocument {
  readonly uri: string;
  readonly size: number;
  /** SHA-1 in hexadecimal: what XDM asks for. */
  readonly sha1: string;
}

// Names of IHE XDS for the parts of a submission (ITI TF-3, 4.2).
const ENTRY = {
  type: 'urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1',
  author: 'urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d',
  class: 'urn:uuid:41a5887f-8865-4c09-adf7-e362475b143a',
  confidentiality: 'urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f',
  format: 'urn:uuid:a09d5840-386c-46f2-b5ad-9c3699a4309d',
  facility: 'urn:uuid:f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1',
  setting: 'urn:uuid:cccf5598-8b07-4b77-a05e-ae952c785ead',
  kind: 'urn:uuid:f0306f51-975f-434e-a61c-c59651d33983',
  patientId: 'urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427',
  uniqueId: 'urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab',
} as const;
const SUBMISSION = {
  node: 'urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd',
  author: 'urn:uuid:a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d',
  kind: 'urn:uuid:aa543740-bdda-424e-8c96-df4873be8500',
  patientId: 'urn:uuid:6b5aea1a-874d-4603-a4bc-96a0a7b38446',
  uniqueId: 'urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8',
  sourceId: 'urn:uuid:554ac39e-e3fe-47fe-b233-965d2a147832',
} as const;
const ORIGINAL = 'urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember';
const OBJECT = 'urn:oasis:names:tc:ebxml-regrep:ObjectType:RegistryObject:';

/** Class « comptes rendus » of the French list (JDV_J06). */
const CLASS = { code: '10', label: 'Comptes rendus', system: '1.2.250.1.213.1.1.4.1' } as const;
/** A PDF in a CDA, of XDS-SD. */
const FORMAT = {
  code: 'urn:ihe:iti:xds-sd:pdf:2008',
  label: 'PDF dans un CDA',
  system: '1.3.6.1.4.1.19376.1.2.3',
} as const;
/** TRE_A07: the parents of a minor who asks for secrecy do not see it. */
const HIDDEN_FROM_PARENTS = {
  code: 'INVISIBLE_REPRESENTANTS_LEGAUX',
  label: 'Non visible par les représentants légaux du patient',
  system: '1.2.250.1.213.1.1.4.13',
} as const;

/** `METADATA.XML` of an IHE XDM package with this one document. */
export function metadataOf(sent: SentLetter, packed: PackedDocument): string {
  return documentOf(
    element(
      'lcm:SubmitObjectsRequest',
      {
        'xmlns:lcm': 'urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0',
        'xmlns:rim': 'urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0',
      },
      element(
        'rim:RegistryObjectList',
        {},
        documentEntry(sent, packed),
        submissionSet(sent),
        element('rim:Classification', {
          id: 'submission-node',
          classifiedObject: 'SubmissionSet01',
          classificationNode: SUBMISSION.node,
          objectType: `${OBJECT}Classification`,
        }),
        element(
          'rim:Association',
          {
            id: 'submission-member',
            associationType: ORIGINAL,
            sourceObject: 'SubmissionSet01',
            targetObject: 'Document01',
            objectType: `${OBJECT}Association`,
          },
          slot('SubmissionSetStatus', 'Original'),
        ),
      ),
    ),
  );
}

function documentEntry(sent: SentLetter, { uri, size, sha1 }: PackedDocument): Xml {
  const { content, startedAt, endedAt, patient, delegate, secrecy, oids } = sent;
  const { sector = USUAL_SECTOR } = content.letterhead;
  const object = 'Document01';
  const codes: [string, Coded][] = [
    [ENTRY.class, CLASS],
    [ENTRY.confidentiality, NORMAL],
    ...(secrecy ? [[ENTRY.confidentiality, HIDDEN_FROM_PARENTS] as [string, Coded]] : []),
    [ENTRY.format, FORMAT],
    [ENTRY.facility, { ...sector, system: SECTORS }],
    [ENTRY.setting, SETTING],
    [ENTRY.kind, TYPE],
  ];
  return element(
    'rim:ExtrinsicObject',
    { id: object, mimeType: 'text/xml', objectType: ENTRY.type },
    slot('creationTime', universalStampOf(content.at)),
    slot('languageCode', 'fr-FR'),
    slot('serviceStartTime', universalStampOf(startedAt)),
    slot('serviceStopTime', universalStampOf(endedAt)),
    slot('sourcePatientId', patientId(sent)),
    slot(
      'sourcePatientInfo',
      `PID-5|${[part(patient.familyName), part(patient.givenName), '', '', '', '', 'L'].join('^')}`,
      ...(patient.birthDate ? [`PID-7|${plainStampOf(patient.birthDate)}`] : []),
      `PID-8|${patient.sex === 'female' ? 'F' : patient.sex === 'male' ? 'M' : 'U'}`,
    ),
    slot('legalAuthenticator', authorPerson(delegate)),
    slot('URI', uri),
    slot('size', String(size)),
    slot('hash', sha1),
    name(content.title),
    authorOf(ENTRY.author, object, sent),
    ...codes.map(([scheme, coded], index) => classification(`code-${index + 1}`, scheme, object, coded)),
    identifier('document-patient', ENTRY.patientId, object, 'XDSDocumentEntry.patientId', patientId(sent)),
    identifier('document-id', ENTRY.uniqueId, object, 'XDSDocumentEntry.uniqueId', oids.document),
  );
}

function submissionSet(sent: SentLetter): Xml {
  const { content, oids } = sent;
  const object = 'SubmissionSet01';
  return element(
    'rim:RegistryPackage',
    { id: object, objectType: `${OBJECT}RegistryPackage` },
    slot('submissionTime', universalStampOf(content.at)),
    sent.doctor ? slot('intendedRecipient', recipientOf(sent.doctor)) : undefined,
    name(content.title),
    authorOf(SUBMISSION.author, object, sent),
    classification('submission-kind', SUBMISSION.kind, object, TYPE),
    identifier('submission-patient', SUBMISSION.patientId, object, 'XDSSubmissionSet.patientId', patientId(sent)),
    identifier('submission-id', SUBMISSION.uniqueId, object, 'XDSSubmissionSet.uniqueId', oids.submission),
    identifier('submission-source', SUBMISSION.sourceId, object, 'XDSSubmissionSet.sourceId', oids.structure),
  );
}

// ——— HL7 v2 fields: what parts them must not stand in a name ———

function part(value = ''): string {
  return value.replace(/[|^~\\&]/g, ' ');
}

function patientId({ patient, oids }: SentLetter): string {
  return `${part(patient.id)}^^^&${oids.structure}&ISO^PI`;
}

function authorPerson({ rpps, familyName, givenName }: LetterPerson): string {
  const number = rpps ? nationalPerson(rpps) : '';
  return `${number}^${part(familyName)}^${part(givenName)}^^^^^^&${NATIONAL_PEOPLE}&ISO^D^^^IDNPS`;
}

function authorPlace({ name: placeName, finess }: SentLetter['content']['letterhead']): string {
  if (!finess) return part(placeName);
  return `${part(placeName)}^^^^^&${NATIONAL_PLACES}&ISO^IDNST^^^${nationalPlace(finess)}`;
}

function recipientOf(doctor: NonNullable<SentLetter['doctor']>): string {
  const mail = doctor.msSanteAddress ? `|^^Internet^${doctor.msSanteAddress}` : '';
  return `|${authorPerson(doctor)}${mail}`;
}

// ——— ebRIM ———

interface Coded {
  readonly code: string;
  readonly label: string;
  readonly system: string;
}

function slot(slotName: string, ...values: string[]): Xml {
  const list = values.map((value) => element('rim:Value', {}, text(value)));
  return element('rim:Slot', { name: slotName }, element('rim:ValueList', {}, ...list));
}

function name(value: string): Xml {
  return element('rim:Name', {}, element('rim:LocalizedString', { 'xml:lang': 'fr-FR', charset: 'UTF-8', value }));
}

function classification(id: string, scheme: string, object: string, { code, label, system }: Coded): Xml {
  return element(
    'rim:Classification',
    {
      id,
      classificationScheme: scheme,
      classifiedObject: object,
      nodeRepresentation: code,
      objectType: `${OBJECT}Classification`,
    },
    slot('codingScheme', system),
    name(label),
  );
}

function authorOf(scheme: string, object: string, { delegate, content }: SentLetter): Xml {
  return element(
    'rim:Classification',
    {
      id: `${object}-author`,
      classificationScheme: scheme,
      classifiedObject: object,
      nodeRepresentation: '',
      objectType: `${OBJECT}Classification`,
    },
    slot('authorPerson', authorPerson(delegate)),
    slot('authorInstitution', authorPlace(content.letterhead)),
  );
}

function identifier(id: string, scheme: string, object: string, label: string, value: string): Xml {
  return element(
    'rim:ExternalIdentifier',
    { id, identificationScheme: scheme, registryObject: object, value, objectType: `${OBJECT}ExternalIdentifier` },
    name(label),
  );
}

/** What stands in the subject of the mail: identity, so that no log or notice may copy it. */
export function mailSubjectOf({ content, patient }: SentLetter): string {
  const [year, month, day] = (patient.birthDate ?? '').split('-');
  const birth = day ? `${day}/${month}/${year}` : '';
  return ['XDM/1.0/DDM+' + content.title, patient.familyName?.toUpperCase(), patient.givenName, birth]
    .filter(Boolean)
    .join(' ');
}
