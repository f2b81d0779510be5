import type { CallState } from '#model/call';
import type { ComponentState } from '#model/health';
import type { AlertLevel, Speaking } from '../state/callView';

/**
 * Shape of a component's state. The word beside it says the same; the shape is for the eye alone.
 */
export function HealthShape({ state }: { readonly state: ComponentState }) {
  switch (state) {
    case 'ready':
      return (
        <Shape className="text-muted">
          <circle cx="6" cy="6" r="4" fill="currentColor" />
        </Shape>
      );
    case 'connecting':
    case 'reconnecting':
      return (
        <Shape className={state === 'connecting' ? 'text-muted' : 'text-warn'}>
          <circle
            cx="6"
            cy="6"
            r="4"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            strokeDasharray="3 2.2"
          />
        </Shape>
      );
    case 'missing':
    case 'taken':
      return (
        <Shape className="text-warn">
          <path
            d="M6 1.2 11.2 10.6H.8Z"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            strokeLinejoin="round"
          />
        </Shape>
      );
    case 'failed':
      return (
        <Shape className="text-danger">
          <path d="M3.6 1h4.8L11 3.6v4.8L8.4 11H3.6L1 8.4V3.6Z" fill="currentColor" />
        </Shape>
      );
    case 'off':
      return (
        <Shape className="text-faint">
          <circle cx="6" cy="6" r="3.5" fill="none" stroke="currentColor" strokeWidth="1.2" />
        </Shape>
      );
  }
}

/** Shape of a call's state. */
export function CallStateShape({ state }: { readonly state: CallState }) {
  switch (state) {
    case 'ringing':
      return (
        <Shape className="text-warn">
          <path d="M6 .8 11.2 6 6 11.2.8 6Z" fill="currentColor" />
        </Shape>
      );
    case 'dialing':
    case 'answering':
    case 'connecting':
      return (
        <Shape className="text-muted">
          <circle
            cx="6"
            cy="6"
            r="4"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            strokeDasharray="3 2.2"
          />
        </Shape>
      );
    case 'live':
      return (
        <Shape className="text-text">
          <circle cx="6" cy="6" r="4" fill="currentColor" />
        </Shape>
      );
    case 'held':
      return (
        <Shape className="text-muted">
          <path d="M3 2h2v8H3zM7 2h2v8H7z" fill="currentColor" />
        </Shape>
      );
    case 'ended':
      return (
        <Shape className="text-faint">
          <path
            d="m2.5 2.5 7 7m0-7-7 7"
            stroke="currentColor"
            strokeWidth="1.5"
            strokeLinecap="round"
          />
        </Shape>
      );
  }
}

/** Shape of who speaks: filled bars for a voice, a hollow ring for thinking. */
export function SpeakingShape({ speaking }: { readonly speaking: Speaking }) {
  switch (speaking) {
    case 'caller':
      return (
        <Shape className="text-caller">
          <rect x="1" y="4" width="10" height="4" rx="1" fill="currentColor" />
        </Shape>
      );
    case 'agent':
      return (
        <Shape className="text-agent">
          <rect x="4" y="1" width="4" height="10" rx="1" fill="currentColor" />
        </Shape>
      );
    case 'supervisor':
      return (
        <Shape className="text-text">
          <path d="M1 6 6 1l5 5-5 5Z" fill="currentColor" />
        </Shape>
      );
    case 'overlap':
      return (
        <Shape className="text-warn">
          <rect
            className="text-caller"
            x="0"
            y="6.5"
            width="12"
            height="4"
            rx="1"
            fill="currentColor"
          />
          <rect
            className="text-agent"
            x="4"
            y="0"
            width="4"
            height="6"
            rx="1"
            fill="currentColor"
          />
        </Shape>
      );
    case 'thinking':
      return (
        <Shape className="text-agent">
          <circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" strokeWidth="1.6" />
        </Shape>
      );
    case 'paused':
      return (
        <Shape className="text-muted">
          <path d="M3 2h2v8H3zM7 2h2v8H7z" fill="currentColor" />
        </Shape>
      );
    case 'quiet':
      return (
        <Shape className="text-faint">
          <path d="M1 6h2.4M4.8 6h2.4M8.6 6H11" stroke="currentColor" strokeWidth="1.5" />
        </Shape>
      );
    case 'none':
      return <Shape className="text-faint" />;
  }
}

/** Shape of a notice: triangle for a warning, octagon for a failure, ring for a note. */
export function AlertShape({ level }: { readonly level: AlertLevel }) {
  switch (level) {
    case 'danger':
      return (
        <Shape className="text-danger">
          <path d="M3.6 1h4.8L11 3.6v4.8L8.4 11H3.6L1 8.4V3.6Z" fill="currentColor" />
        </Shape>
      );
    case 'warn':
      return (
        <Shape className="text-warn">
          <path
            d="M6 1.2 11.2 10.6H.8Z"
            fill="currentColor"
            stroke="currentColor"
            strokeLinejoin="round"
          />
        </Shape>
      );
    case 'info':
      return (
        <Shape className="text-muted">
          <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.5" />
        </Shape>
      );
    case 'none':
      return <Shape className="text-faint" />;
  }
}

function Shape(props: { readonly className: string; readonly children?: React.ReactNode }) {
  return (
    <svg
      className={`shrink-0 ${props.className}`}
      width="12"
      height="12"
      viewBox="0 0 12 12"
      aria-hidden="true"
    >
      {props.children}
    </svg>
  );
}
