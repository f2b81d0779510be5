import {
  BotOff,
  CircleDot,
  CirclePause,
  CircleQuestionMark,
  FlaskConical,
  type LucideIcon,
  Mic,
  MicOff,
  Pause,
  PhoneForwarded,
  RotateCcw,
  VolumeX,
} from 'lucide-react';
import type { CallBadge } from '../../state/callView';

type Look = { readonly icon: LucideIcon; readonly className: string };

const PLAIN = 'text-muted';

/** Picture and colour of each badge. */
export const BADGE_LOOKS: Readonly<Record<CallBadge, Look>> = {
  asks: { icon: CircleQuestionMark, className: 'text-warn' },
  supervisor: { icon: Mic, className: 'text-text' },
  consulting: { icon: PhoneForwarded, className: PLAIN },
  heldBySupervisor: { icon: Pause, className: PLAIN },
  heldByCaller: { icon: Pause, className: PLAIN },
  agentPaused: { icon: BotOff, className: PLAIN },
  callerMuted: { icon: MicOff, className: PLAIN },
  agentMuted: { icon: VolumeX, className: PLAIN },
  recordingPaused: { icon: CirclePause, className: PLAIN },
  recording: { icon: CircleDot, className: 'text-danger' },
  test: { icon: FlaskConical, className: PLAIN },
  replay: { icon: RotateCcw, className: PLAIN },
};
