import { define } from '../ui/define.ts';
import { Intake } from './intake.ts';

define('relais-intake', Intake);

declare global {
  interface HTMLElementTagNameMap {
    'relais-intake': Intake;
  }
}
