import { define } from '../ui/define.ts';
import { TeamElement } from './team.ts';

define('relais-team', TeamElement);

declare global {
  interface HTMLElementTagNameMap {
    'relais-team': TeamElement;
  }
}
