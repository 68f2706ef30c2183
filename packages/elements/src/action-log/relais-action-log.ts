import { define } from '../ui/define.ts';
import { ActionLog } from './action-log.ts';

define('relais-action-log', ActionLog);

declare global {
  interface HTMLElementTagNameMap {
    'relais-action-log': ActionLog;
  }
}
