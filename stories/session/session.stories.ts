import '@relais/elements';
import { UnreachableError, type SessionState } from '@relais/sdk';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { clientOf, HandSession, NADIA } from './hand-session.ts';

interface Args {
  readonly state: SessionState;
  readonly language: 'fr' | 'en';
}

const meta: Meta<Args> = {
  title: 'Session',
  component: 'relais-session',
  args: { state: NADIA, language: 'fr' },
  render: ({ state, language }) => html`
    <relais-session .client=${clientOf(new HandSession(state))} .language=${language}></relais-session>
  `,
};

export default meta;

type Story = StoryObj<Args>;

const out = (reason: 'none' | 'signOut' | 'idle' | 'ended' | 'changed', more: object = {}): Args['state'] => ({
  status: 'signedOut',
  reason,
  canSignIn: true,
  ...more,
});

/** Name, structure and activity, and the way out. */
export const SignedIn: Story = {};

export const English: Story = { args: { language: 'en' } };

/** Several activities at once, and names that take room. */
export const LongNames: Story = {
  args: {
    state: {
      ...NADIA,
      status: 'signedIn',
      person: {
        id: 'p2',
        givenName: 'Marie-Bernadette Anastasie',
        familyName: 'De La Rochefoucauld-Montmorency',
        roles: [{ role: 'coordinator' }, { role: 'structureAdmin' }, { role: 'slotProvider' }],
      },
    } as SessionState,
  },
};

/** The network is gone: she goes on, and is told so. */
export const Offline: Story = { args: { state: { ...NADIA, isOffline: true } as SessionState } };

export const SignedOut: Story = { args: { state: out('none') } };

export const AfterSigningOut: Story = { args: { state: out('signOut') } };

/** Signed out without a network: the server has yet to be told. */
export const Untold: Story = { args: { state: out('signOut', { isUntold: true }) } };

export const Idle: Story = { args: { state: out('idle') } };

export const Ended: Story = { args: { state: out('ended') } };

export const Changed: Story = { args: { state: out('changed') } };

/** The page is not the backend's own, or the backend signs nobody in. */
export const NoWayIn: Story = { args: { state: out('none', { canSignIn: false }) } };

export const Loading: Story = { args: { state: { status: 'unknown' } } };

/** It could not be asked: not the same as nobody. */
export const Unreachable: Story = { args: { state: { status: 'failed', error: new UnreachableError('no answer') } } };
