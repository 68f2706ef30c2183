import type { StorybookConfig } from '@storybook/web-components-vite';

const config: StorybookConfig = {
  // Vite's settings are named, else Storybook takes those at the root, which are for the bundle of the kit.
  framework: {
    name: '@storybook/web-components-vite',
    options: { builder: { viteConfigPath: 'stories/.storybook/vite.config.ts' } },
  },
  stories: ['../**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
};

export default config;
