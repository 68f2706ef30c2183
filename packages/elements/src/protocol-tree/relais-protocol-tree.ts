import { define } from '../ui/define.ts';
import { ProtocolTree } from './protocol-tree.ts';

define('relais-protocol-tree', ProtocolTree);

declare global {
  interface HTMLElementTagNameMap {
    'relais-protocol-tree': ProtocolTree;
  }
}
