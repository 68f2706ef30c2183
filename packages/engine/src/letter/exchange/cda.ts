import type { LetterPerson } from '../told.ts';
import { PROFESSIONS } from '../words.ts';
import {
  NATIONAL_PEOPLE,
  NATIONAL_PLACES,
  NORMAL,
  PROFESSION_CODES,
  PROFESSION_SYSTEM,
  SECTORS,
  SETTING,
  TYPE,
  USUAL_SECTOR,
  nationalPerson,
  nationalPlace,
  plainStampOf,
  stampOf,
} from './sent.ts';
import type { SentLetter } from './sent.ts';
import { documentOf, element, text } from './xml.ts';
import type { Xml } from './xml.ts';

/** HL7 France, the CI-SIS of the Agence du numérique en santé, and IHE's scanned documents (XDS-SD), as an unstructured document declares them. */
const TEMPLATES = ['2.16.840.1.113883.2.8.2.1', '1.2.250.1.213.1.1.1.1', '1.3.6.1.4.1.19376.1.2.20'];

/** HL7 v3 has no code of its own for a sex that is neither. */
const SEX_CODES = { female: 'F', male: 'M', other: 'UN' } as const;

/** A letter as an HL7 CDA R2 document of level 1: the French header, and the PDF as it is read. */
export function cdaOf(sent: SentLetter, pdf: string): string {
  const { content, oids, timeZone } = sent;
  const at = stampOf(content.at, timeZone);
  return documentOf(
    element(
      'ClinicalDocument',
      { xmlns: 'urn:hl7-org:v3', 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' },
      element('realmCode', { code: 'FR' }),
      element('typeId', { root: '2.16.840.1.113883.1.3', extension: 'POCD_HD000040' }),
      ...TEMPLATES.map((root) => element('templateId', { root })),
      element('id', { root: oids.document }),
      element('code', { code: TYPE.code, displayName: TYPE.label, codeSystem: TYPE.system, codeSystemName: 'LOINC' }),
      element('title', {}, text(content.title)),
      element('effectiveTime', { value: at }),
      element('confidentialityCode', { code: NORMAL.code, displayName: NORMAL.label, codeSystem: NORMAL.system }),
      element('languageCode', { code: 'fr-FR' }),
      element('setId', { root: oids.versions }),
      element('versionNumber', { value: sent.version }),
      recordTarget(sent),
      element('author', {}, element('time', { value: at }), authorOf(sent)),
      custodian(sent),
      recipient(sent),
      element(
        'legalAuthenticator',
        {},
        element('time', { value: at }),
        element('signatureCode', { code: 'S' }),
        assignedEntity(sent.delegate),
      ),
      documentationOf(sent),
      relatedDocument(sent),
      componentOf(sent),
      element(
        'component',
        {},
        element('nonXMLBody', {}, element('text', { mediaType: 'application/pdf', representation: 'B64' }, text(pdf))),
      ),
    ),
  );
}

function recordTarget({ patient, oids }: SentLetter): Xml {
  const { familyName, givenName, birthDate, sex } = patient;
  const code = sex === undefined || sex === 'unknown' ? undefined : SEX_CODES[sex];
  return element(
    'recordTarget',
    {},
    element(
      'patientRole',
      {},
      // Without its traits checked by the national service an INS does not travel: the structure's own number does.
      element('id', { root: oids.structure, extension: patient.id }),
      element('addr', { nullFlavor: 'NASK' }),
      element('telecom', { nullFlavor: 'NASK' }),
      element(
        'patient',
        { classCode: 'PSN' },
        element(
          'name',
          {},
          familyName
            ? element('family', { qualifier: 'BR' }, text(familyName))
            : element('family', { nullFlavor: 'UNK' }),
          givenName ? element('given', {}, text(givenName)) : element('given', { nullFlavor: 'UNK' }),
        ),
        code
          ? element('administrativeGenderCode', { code, codeSystem: '2.16.840.1.113883.5.1' })
          : element('administrativeGenderCode', { nullFlavor: 'UNK' }),
        element('birthTime', birthDate ? { value: plainStampOf(birthDate) } : { nullFlavor: 'UNK' }),
      ),
    ),
  );
}

function authorOf({ delegate, content }: SentLetter): Xml {
  const { profession = 'other' } = delegate;
  const code = PROFESSION_CODES[profession];
  return element(
    'assignedAuthor',
    {},
    personId(delegate),
    code
      ? element('code', { code, displayName: PROFESSIONS[profession], codeSystem: PROFESSION_SYSTEM })
      : element('code', { nullFlavor: 'UNK' }),
    element('addr', { nullFlavor: 'NASK' }),
    telecomOf(delegate.phone ?? content.letterhead.phone),
    element('assignedPerson', {}, personName(delegate)),
    element('representedOrganization', {}, ...organization(content.letterhead)),
  );
}

type Head = SentLetter['content']['letterhead'];

function organization({ finess, name, phone, address }: Head, setting?: Xml): (Xml | undefined)[] {
  return [
    element('id', finess ? { root: NATIONAL_PLACES, extension: nationalPlace(finess) } : { nullFlavor: 'NASK' }),
    element('name', {}, text(name)),
    telecomOf(phone),
    addressOf(address),
    setting,
  ];
}

function addressOf(lines: readonly string[]): Xml {
  if (lines.length === 0) return element('addr', { nullFlavor: 'NASK' });
  return element('addr', {}, ...lines.map((line) => element('streetAddressLine', {}, text(line))));
}

function telecomOf(phone: string | undefined): Xml {
  return element('telecom', phone ? { value: `tel:${phone.replace(/\s/g, '')}`, use: 'WP' } : { nullFlavor: 'NASK' });
}

function custodian({ content }: SentLetter): Xml {
  const described = organization(content.letterhead);
  return element(
    'custodian',
    {},
    element('assignedCustodian', {}, element('representedCustodianOrganization', {}, ...described)),
  );
}

function recipient({ doctor }: SentLetter): Xml | undefined {
  if (!doctor) return undefined;
  const { msSanteAddress } = doctor;
  return element(
    'informationRecipient',
    { typeCode: 'PRCP' },
    element(
      'intendedRecipient',
      {},
      personId(doctor),
      element('addr', { nullFlavor: 'NASK' }),
      element('telecom', msSanteAddress ? { value: `mailto:${msSanteAddress}`, use: 'WP' } : { nullFlavor: 'NASK' }),
      element('informationRecipient', {}, personName(doctor)),
    ),
  );
}

function documentationOf({ content, delegate, startedAt, endedAt, timeZone }: SentLetter): Xml {
  const { code, label, system } = SETTING;
  const setting = element('standardIndustryClassCode', { code, displayName: label, codeSystem: system });
  return element(
    'documentationOf',
    {},
    element(
      'serviceEvent',
      {},
      // Acts of protocols have no national code.
      element('code', { nullFlavor: 'UNK' }),
      element(
        'effectiveTime',
        {},
        element('low', { value: stampOf(startedAt, timeZone) }),
        element('high', { value: stampOf(endedAt, timeZone) }),
      ),
      element(
        'performer',
        { typeCode: 'PRF' },
        assignedEntity(delegate, element('representedOrganization', {}, ...organization(content.letterhead, setting))),
      ),
    ),
  );
}

/** The document whose place this one takes, of the same set. */
function relatedDocument({ oids, version }: SentLetter): Xml | undefined {
  if (oids.replaced === undefined) return undefined;
  return element(
    'relatedDocument',
    { typeCode: 'RPLC' },
    element(
      'parentDocument',
      {},
      element('id', { root: oids.replaced }),
      element('setId', { root: oids.versions }),
      element('versionNumber', { value: version - 1 }),
    ),
  );
}

function componentOf({ content, startedAt, endedAt, timeZone }: SentLetter): Xml {
  const { finess, sector = USUAL_SECTOR } = content.letterhead;
  return element(
    'componentOf',
    {},
    element(
      'encompassingEncounter',
      {},
      element(
        'effectiveTime',
        {},
        element('low', { value: stampOf(startedAt, timeZone) }),
        element('high', { value: stampOf(endedAt, timeZone) }),
      ),
      element(
        'location',
        {},
        element(
          'healthCareFacility',
          {},
          finess ? element('id', { root: NATIONAL_PLACES, extension: nationalPlace(finess) }) : undefined,
          element('code', { code: sector.code, displayName: sector.label, codeSystem: SECTORS }),
        ),
      ),
    ),
  );
}

function assignedEntity(person: LetterPerson, organization?: Xml): Xml {
  return element(
    'assignedEntity',
    {},
    personId(person),
    element('assignedPerson', {}, personName(person)),
    organization,
  );
}

function personId({ rpps }: Pick<LetterPerson, 'rpps'>): Xml {
  return element('id', rpps ? { root: NATIONAL_PEOPLE, extension: nationalPerson(rpps) } : { nullFlavor: 'UNK' });
}

function personName({ familyName, givenName }: Pick<LetterPerson, 'familyName' | 'givenName'>): Xml {
  return element('name', {}, element('family', {}, text(familyName)), element('given', {}, text(givenName)));
}
