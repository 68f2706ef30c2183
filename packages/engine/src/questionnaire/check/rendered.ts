/** Short names of the extensions that the element of this kit renders, besides those the engine acts on. */
export const RENDERED: readonly string[] = [
  'choiceOrientation',
  'collapsible',
  'entryFormat',
  'itemAnswerMedia',
  'itemControl',
  'itemMedia',
  'keyboard',
  'openLabel',
  'rendering-markdown',
  'rendering-style',
  'rendering-xhtml',
  'shortText',
  'sliderStepValue',
  'supportLink',
  'width',
];
