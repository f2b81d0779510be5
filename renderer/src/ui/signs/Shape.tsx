import type { ReactNode } from 'react';

/** On a field of 12 by 12, in the colour of the text around them. */
const DRAWINGS = {
  none: null,
  disc: <circle cx="6" cy="6" r="4" fill="currentColor" />,
  ring: <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  thinRing: <circle cx="6" cy="6" r="3.5" fill="none" stroke="currentColor" strokeWidth="1.2" />,
  thickRing: <circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  dashedRing: (
    <circle
      cx="6"
      cy="6"
      r="4"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeDasharray="3 2.2"
    />
  ),
  triangle: (
    <path
      d="M6 1.2 11.2 10.6H.8Z"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinejoin="round"
    />
  ),
  fullTriangle: (
    <path
      d="M6 1.2 11.2 10.6H.8Z"
      fill="currentColor"
      stroke="currentColor"
      strokeLinejoin="round"
    />
  ),
  octagon: <path d="M3.6 1h4.8L11 3.6v4.8L8.4 11H3.6L1 8.4V3.6Z" fill="currentColor" />,
  square: (
    <rect x="2" y="2" width="8" height="8" fill="none" stroke="currentColor" strokeWidth="1.5" />
  ),
  diamond: <path d="M6 .8 11.2 6 6 11.2.8 6Z" fill="currentColor" />,
  pause: <path d="M3 2h2v8H3zM7 2h2v8H7z" fill="currentColor" />,
  cross: (
    <path d="m2.5 2.5 7 7m0-7-7 7" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
  ),
  lyingBar: <rect x="1" y="4" width="10" height="4" rx="1" fill="currentColor" />,
  standingBar: <rect x="4" y="1" width="4" height="10" rx="1" fill="currentColor" />,
  twoBars: (
    <>
      <rect
        className="text-caller"
        x="0"
        y="6.5"
        width="12"
        height="4"
        rx="1"
        fill="currentColor"
      />
      <rect className="text-agent" x="4" y="0" width="4" height="6" rx="1" fill="currentColor" />
    </>
  ),
  roof: <path d="M1 6 6 1l5 5-5 5Z" fill="currentColor" />,
  dashes: <path d="M1 6h2.4M4.8 6h2.4M8.6 6H11" stroke="currentColor" strokeWidth="1.5" />,
} as const satisfies Record<string, ReactNode>;

export type ShapeProps = {
  readonly name: keyof typeof DRAWINGS;
  readonly className: string;
};

/** A small sign for the eye alone: the word beside it says the same. */
export function Shape({ name, className }: ShapeProps) {
  return (
    <svg
      className={`shrink-0 ${className}`}
      width="12"
      height="12"
      viewBox="0 0 12 12"
      aria-hidden="true"
    >
      {DRAWINGS[name]}
    </svg>
  );
}
