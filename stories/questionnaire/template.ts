import '@relais/elements';
import type { Questionnaire } from '@relais/elements';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';
import { Filler } from '../support/filler.ts';

export type Args = Partial<
  Pick<
    Questionnaire,
    | 'questionnaire'
    | 'src'
    | 'response'
    | 'launchContext'
    | 'terminology'
    | 'query'
    | 'bundle'
    | 'draft'
    | 'drafts'
    | 'readonly'
    | 'withoutAction'
    | 'language'
    | 'name'
  >
>;
export type Story = StoryObj<Args>;

/** What the files of stories share; each adds its title. */
export const shared = {
  component: 'relais-questionnaire',
  args: { language: 'fr' },
  argTypes: { language: { control: 'inline-radio', options: ['fr', 'en'] } },
  render: (args: Args): TemplateResult => html`
    <relais-questionnaire
      .questionnaire=${args.questionnaire}
      src=${args.src ?? nothing}
      .response=${args.response}
      .launchContext=${args.launchContext}
      .terminology=${args.terminology}
      .query=${args.query}
      .bundle=${args.bundle}
      draft=${args.draft ?? nothing}
      .drafts=${args.drafts}
      ?readonly=${args.readonly}
      ?without-action=${args.withoutAction}
      language=${args.language ?? nothing}
      name=${args.name ?? nothing}
    ></relais-questionnaire>
  `,
} satisfies Meta<Args>;

/** What somebody does once the form is shown. */
type Act = (filler: Filler) => Promise<void> | void;

export function act(does: Act): NonNullable<Story['play']> {
  return async ({ canvasElement }) => {
    const element = canvasElement.querySelector('relais-questionnaire');
    if (!element) throw new Error('The story shows no questionnaire');
    const filler = new Filler(element);
    await filler.ready();
    await does(filler);
  };
}
