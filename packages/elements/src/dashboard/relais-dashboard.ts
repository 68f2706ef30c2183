import '../indicator/relais-indicator.ts';
import { define } from '../ui/define.ts';
import { Dashboard } from './dashboard.ts';

define('relais-dashboard', Dashboard);

declare global {
  interface HTMLElementTagNameMap {
    'relais-dashboard': Dashboard;
  }
}
