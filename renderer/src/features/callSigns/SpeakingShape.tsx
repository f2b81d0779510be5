import type { Speaking } from '../../state/callView';
import { Shape, type ShapeProps } from '../../ui/signs/Shape';

/** Filled bars for a voice, a hollow ring for thinking. */
const LOOKS: Readonly<Record<Speaking, ShapeProps>> = {
  caller: { name: 'lyingBar', className: 'text-caller' },
  agent: { name: 'standingBar', className: 'text-agent' },
  supervisor: { name: 'roof', className: 'text-text' },
  overlap: { name: 'twoBars', className: 'text-warn' },
  thinking: { name: 'thickRing', className: 'text-agent' },
  paused: { name: 'pause', className: 'text-muted' },
  quiet: { name: 'dashes', className: 'text-faint' },
  none: { name: 'none', className: 'text-faint' },
};

export function SpeakingShape({ speaking }: { readonly speaking: Speaking }) {
  return <Shape {...LOOKS[speaking]} />;
}
