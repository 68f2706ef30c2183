import { setCustomElementsManifest, type Preview } from '@storybook/web-components-vite';
import manifest from 'virtual:custom-elements-manifest';

setCustomElementsManifest(manifest);

const preview: Preview = {
  tags: ['autodocs'],
  parameters: {
    layout: 'padded',
    controls: { expanded: true, sort: 'requiredFirst' },
    // Zero violations is the bar: the panel shows what axe finds, the tests of the stories fail on it.
    a11y: { test: 'error' },
    docs: { story: { inline: true } },
  },
};

export default preview;
