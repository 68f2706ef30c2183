const CORE = 'http://hl7.org/fhir/StructureDefinition/';
const SDC = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';

const OF_CORE = [
  'entryFormat',
  'maxDecimalPlaces',
  'maxSize',
  'maxValue',
  'mimeType',
  'minLength',
  'minValue',
  'regex',
];
const RENDERED = [
  'rendering-markdown',
  'rendering-style',
  'rendering-xhtml',
  'translation',
  'cqf-expression',
  'variable',
];
const OF_QUESTIONNAIRE = [
  'choiceOrientation',
  'constraint',
  'hidden',
  'itemControl',
  'maxOccurs',
  'minOccurs',
  'optionExclusive',
  'optionPrefix',
  'referenceResource',
  'signatureRequired',
  'sliderStepValue',
  'supportLink',
  'unit',
  'unitOption',
  'unitValueSet',
  'usageMode',
];
const OF_SDC = [
  'answerExpression',
  'answerOptionsToggleExpression',
  'calculatedExpression',
  'collapsible',
  'enableWhenExpression',
  'initialExpression',
  'itemAnswerMedia',
  'itemMedia',
  'itemPopulationContext',
  'keyboard',
  'launchContext',
  'maxQuantity',
  'minQuantity',
  'openLabel',
  'preferredTerminologyServer',
  'shortText',
  'sourceQueries',
  'targetConstraint',
  'width',
];

/** The extensions a form may call critical (`rendering-criticalExtension`) without anything being missing here. */
export const supported: readonly string[] = [
  ...[...OF_CORE, ...RENDERED].map((name) => CORE + name),
  ...OF_QUESTIONNAIRE.map((name) => `${CORE}questionnaire-${name}`),
  ...OF_SDC.map((name) => SDC + name),
  `${CORE}itemWeight`,
  `${CORE}ordinalValue`,
  `${CORE}targetConstraint`,
];
