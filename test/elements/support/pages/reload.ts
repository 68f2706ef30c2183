import '@relais/elements';
import { createClient } from '@relais/sdk';
import type { Network } from './network.ts';

const network = (parent as Window & { network?: Network }).network;
if (!network) throw new Error('This page is opened by a test, inside its own');
document.querySelector('relais-slot-picker')!.client = createClient({ api: 'https://relais.test', ...network });
