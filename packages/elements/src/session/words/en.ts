import { retry } from '../../ui/words/en.ts';
import type { SessionStrings } from './fr.ts';

export const en: SessionStrings = {
  retry,
  sessionLabel: 'Your session',
  sessionAsking: 'Looking for your session…',
  sessionOffline: 'Offline: what you write stays on this device, encrypted, and is sent once the network is back.',
  changeActivity: 'Change activity',
  signIn: 'Sign in',
  signOut: 'Sign out',
  signingOut: 'Signing out…',
  signedOut: {
    none: 'Nobody is signed in.',
    signOut: 'You are signed out. What was not sent stays locked on this device until you sign in again.',
    idle: 'Session closed: nothing was done on this device for a while. What was not sent is locked; sign in to find it again.',
    ended: 'Your session is over. Sign in to go on.',
    changed: 'Somebody else has signed in in this browser.',
  },
  signOutUntold:
    'The server could not be told; it will be once the network is back. Until then, on a shared computer, close the browser.',
  signInMissing:
    'Nobody can sign in from this page: its address is not the server’s, or the server has no sign-in service.',
  sessionUnreachable: 'The server does not answer: it cannot be known whether you are signed in.',
  noStructure: 'This page does not say which structure it is about.',
  roles: {
    secretary: 'secretary',
    dispatcher: 'dispatcher',
    delegate: 'delegate',
    delegator: 'delegator',
    slotProvider: 'provider of unscheduled care',
    coordinator: 'coordinator',
    structureAdmin: 'administrator of the structure',
    dpo: 'data protection',
    integration: 'software',
  },
};
