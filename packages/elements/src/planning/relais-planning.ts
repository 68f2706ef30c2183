import { define } from '../ui/define.ts';
import { PlanningElement } from './planning.ts';

define('relais-planning', PlanningElement);

declare global {
  interface HTMLElementTagNameMap {
    'relais-planning': PlanningElement;
  }
}
