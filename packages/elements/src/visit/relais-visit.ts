import { define } from '../ui/define.ts';
import { VisitElement } from './visit.ts';

define('relais-visit', VisitElement);

declare global {
  interface HTMLElementTagNameMap {
    'relais-visit': VisitElement;
  }
}
