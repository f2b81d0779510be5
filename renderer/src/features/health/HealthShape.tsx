import type { ComponentState } from '#model/health';
import { Shape, type ShapeProps } from '../../ui/signs/Shape';

const LOOKS: Readonly<Record<ComponentState, ShapeProps>> = {
  ready: { name: 'disc', className: 'text-muted' },
  connecting: { name: 'dashedRing', className: 'text-muted' },
  strained: { name: 'triangle', className: 'text-warn' },
  reconnecting: { name: 'dashedRing', className: 'text-warn' },
  missing: { name: 'triangle', className: 'text-warn' },
  taken: { name: 'triangle', className: 'text-warn' },
  failed: { name: 'octagon', className: 'text-danger' },
  off: { name: 'thinRing', className: 'text-faint' },
};

export function HealthShape({ state }: { readonly state: ComponentState }) {
  return <Shape {...LOOKS[state]} />;
}
