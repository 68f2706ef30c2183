import { define } from '../ui/define.ts';
import { Waitlist } from './waitlist.ts';

define('relais-waitlist', Waitlist);

declare global {
  interface HTMLElementTagNameMap {
    'relais-waitlist': Waitlist;
  }
}
