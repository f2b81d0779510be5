import type { CallState } from '#model/call';
import { Shape, type ShapeProps } from '../../ui/signs/Shape';

const UNDER_WAY = { name: 'dashedRing', className: 'text-muted' } as const;

const LOOKS: Readonly<Record<CallState, ShapeProps>> = {
  ringing: { name: 'diamond', className: 'text-warn' },
  dialing: UNDER_WAY,
  answering: UNDER_WAY,
  connecting: UNDER_WAY,
  live: { name: 'disc', className: 'text-text' },
  held: { name: 'pause', className: 'text-muted' },
  ended: { name: 'cross', className: 'text-faint' },
};

export function CallStateShape({ state }: { readonly state: CallState }) {
  return <Shape {...LOOKS[state]} />;
}
