import type { ShapeProps } from '../../ui/signs/Shape';
import type { MarkKind } from '../../waves/marks';

/** The marks of the time axis, where they stand beside words. */
export const MARK_LOOKS: Readonly<Record<MarkKind, ShapeProps>> = {
  alert: { name: 'fullTriangle', className: 'text-warn' },
  act: { name: 'diamond', className: 'text-text' },
  tool: { name: 'square', className: 'text-agent' },
  cut: { name: 'cross', className: 'text-warn' },
  change: { name: 'thinRing', className: 'text-faint' },
};
