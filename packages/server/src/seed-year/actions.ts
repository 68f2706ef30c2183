import type { DeclareAction } from '@relais/model';
import type { Ask, Step } from './steps.ts';

/** Something that is declared every year: the month and the day. */
export type DemoAction = Omit<DeclareAction, 'on'> & { readonly on: string };

/** What the coordinator declares in the evening of a day. */
export function actionsOn(
  date: string,
  at: number,
  {
    ask,
    coordinator,
    actions,
  }: { readonly ask: Ask; readonly coordinator: string; readonly actions: readonly DemoAction[] },
): Step[] {
  return actions
    .filter(({ on }) => date.endsWith(`-${on}`))
    .map((action) => ({
      at,
      act: async () => {
        await ask(coordinator, 'POST', '/actions', { ...action, on: date });
        return [];
      },
    }));
}
