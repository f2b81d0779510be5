import { Shape } from './Shape';

/** How grave a message is. */
export type Level = 'info' | 'warn' | 'danger';

const LOOKS = {
  info: { name: 'ring', className: 'text-muted' },
  warn: { name: 'fullTriangle', className: 'text-warn' },
  danger: { name: 'octagon', className: 'text-danger' },
} as const;

/** Ring for a note, triangle for a warning, octagon for a failure. */
export function AlertShape({ level }: { readonly level: Level }) {
  return <Shape {...LOOKS[level]} />;
}
