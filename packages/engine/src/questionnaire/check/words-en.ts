import type { FindingWords } from './words-fr.ts';

const BROKEN = 'Mend the file: what is not read is not shown.';
const RULE = 'Write it in FHIRPath that this kit evaluates, or tell the host to judge it (unjudged).';

export const en: FindingWords = {
  'not-json': ['The text is not JSON.', BROKEN],
  'not-an-object': ['This is not a questionnaire.', BROKEN],
  'wrong-resource': ['The resource is not a Questionnaire.', BROKEN],
  'wrong-type': ['A part has not the expected shape; it is left out.', BROKEN],
  endless: ['A part holds itself.', BROKEN],
  'too-deep': ['Items are nested too deeply; the rest is not read.', 'Flatten the groups.'],
  'too-many-items': ['There are too many items; the rest is not read.', 'Split the form.'],
  'link-id-missing': ['An item has no linkId.', 'Give it one, unique in the form.'],
  'link-id-duplicate': [
    'Two items have the same linkId: conditions and resuming find one of them only.',
    'Change one.',
  ],
  'type-unknown': ['The type of the item is unknown: it is not asked.', 'Give it a type of FHIR R4.'],
  'condition-invalid': [
    'A condition makes no sense; it is ignored and the item shows.',
    'Name a question that exists, an operator and an answer.',
  ],
  'enable-behavior-missing': [
    'Several conditions without enableBehavior: one of them is then enough.',
    'Write enableBehavior (all or any).',
  ],
  'initial-invalid': [
    'A starting value does not fit its question; it is ignored.',
    'Give a value of its type, within its limits, among its choices.',
  ],
  'regex-invalid': ['The expected format (regex) is no regular expression; it is ignored.', 'Correct its writing.'],
  'unit-misplaced': ['The extension questionnaire-unit stands on a quantity.', 'Use questionnaire-unitOption.'],
  'option-duplicate': [
    'Two choices have the same system and code: nothing but their words tells them apart.',
    'Give each a code.',
  ],
  'weight-conflict': [
    'A choice and its code carry two weights; that of the choice counts.',
    'Leave one, on the choice.',
  ],
  'usage-mode-unknown': [
    'The value of usageMode is unknown; the question is shown.',
    'Use a value of questionnaire-usage-mode.',
  ],
  'required-unanswerable': [
    'Required, read only, and nothing fills it in: the form can never be finished.',
    'Let it be edited, make it optional, or calculate it.',
  ],
  'r5-unsupported': ['Something of FHIR R5 without a like here.', 'Write it as in R4.'],
  'value-set-unavailable': [
    'The list of choices is not in the form: the host has to give it (terminology).',
    'Contain it in the form, or connect a terminology.',
  ],
  'critical-extension': [
    'An extension that may change the meaning is not supported.',
    'Remove it if it is not needed.',
  ],
  cycle: ['Rules depend on each other.', 'Cut the circle.'],
  'cycle-unstable': ['Rules contradict each other without end; they are left aside.', 'Cut the circle.'],
  'expression-unsupported': ['A rule cannot be evaluated by this kit.', RULE],
  'expression-failed': ['A rule cannot be calculated.', 'Correct the expression.'],
  'expression-type': [
    'A rule gives a value that does not fit where it stands.',
    'Give one boolean for a condition, a value of the type of the question for an answer.',
  ],
  'variable-unknown': ['A rule uses a name that nothing defines.', 'Define the variable, or correct its name.'],
  'name-reserved': ['A name the form gives is reserved by the standard.', 'Give it another.'],
  'name-conflict': ['Two things have the same name in one place.', 'Rename one.'],
  'context-type': [
    'A piece of data of the record is not of the expected type.',
    'Make launchContext and the host agree.',
  ],
  'query-unavailable': [
    'A search of the record takes a server that the host gives (query or bundle).',
    'Tell whoever integrates the form.',
  ],
  'units-unavailable': ['Units cannot be converted.', 'Use UCUM codes.'],
  'not-carried-over': ['A stored answer has no place any more.', 'Keep linkIds from one version to the next.'],
  'modifier-unknown': [
    'An answer carries an unknown mark that may change its meaning.',
    'Remove it, or make it known.',
  ],
  'calculated-differs': ['A stored value is not the calculated one.', 'Recalculate it.'],
  'version-changed': ['The response is of another version.', 'Say what has changed.'],
  'extraction-failed': ['A piece of data could not be extracted.', 'Correct the rule of extraction.'],
  'never-asked': ['No combination of answers shows this item.', 'Correct its conditions, or those of what holds it.'],
  'condition-option': [
    'A condition waits for a choice the question does not offer (system and code).',
    'Name a choice that is offered, with its system.',
  ],
  'condition-type': [
    'A condition compares the question with a value of another type: it never holds.',
    'Compare with a value of the type of the question.',
  ],
  'item-unknown': [
    'An expression reads a linkId the form does not have.',
    'Correct the identifier, or add the question.',
  ],
  'element-unknown': ['An expression uses a word FHIRPath does not know: it gives nothing.', 'Write {} for nothing.'],
  'expression-unused': [
    'An expression stands where this kit evaluates none.',
    'Do not rely on it here, or put it where SDC expects it.',
  ],
  'required-hidden': [
    'Required and hidden: nobody can fill it in, and it is not asked for.',
    'Show it, calculate it, or do not require it.',
  ],
  'choice-empty': ['A choice question has no choice.', 'Give it choices, or the type string.'],
  'limits-incoherent': ['Two limits leave no value between them.', 'Make the minimum and the maximum agree.'],
  'text-missing': ['A question has no text: a screen reader has nothing to say of it.', 'Give it a text.'],
  'heading-missing': ['A column or a tab has no name.', 'Give the question or the group a text.'],
  'media-unnamed': ['A picture has no title: who does not see it knows nothing of it.', 'Give it a title.'],
  'text-long': ['This text fills the screen of a telephone.', 'Shorten it, or put the detail into a help.'],
  'not-assembled': [
    'This form is modular: another part has to take this place.',
    'Assemble it ($assemble) before it is used.',
  ],
  'translation-missing': ['A text is not translated where others are.', 'Translate it.'],
};
