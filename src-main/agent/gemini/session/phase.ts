import type { CordboardError } from '#main/util/errors';
import type { AgentLink } from '#model/call';
import type { GeminiConnection } from '../wire/connection';
import type { ConnectionRenewal } from './connectionRenewal';

/** State of the agent with its resources, which are released when the state is left. */
export type AgentPhase =
  | { readonly name: 'new' }
  | { readonly name: 'connecting'; readonly abort: AbortController }
  | {
      readonly name: 'ready';
      readonly connection: GeminiConnection;
      /** performance.now() at which it became ready. */
      readonly sinceMs: number;
      readonly renewal: ConnectionRenewal;
      /** A voice change waits for a place, while the talk goes on; null if none does. */
      voiceWait: AbortController | null;
    }
  | { readonly name: 'resuming'; readonly abort: AbortController }
  | { readonly name: 'switching-voice'; readonly abort: AbortController }
  | { readonly name: 'failed'; readonly error: CordboardError }
  | { readonly name: 'closed' };

export type ReadyPhase = Extract<AgentPhase, { readonly name: 'ready' }>;

/** The phases that may follow each phase. */
const NEXT: Readonly<Record<AgentPhase['name'], readonly AgentPhase['name'][]>> = {
  new: ['connecting', 'failed', 'closed'],
  connecting: ['ready', 'failed', 'closed'],
  ready: ['resuming', 'switching-voice', 'failed', 'closed'],
  resuming: ['ready', 'failed', 'closed'],
  'switching-voice': ['ready', 'failed', 'closed'],
  failed: ['closed'],
  closed: [],
};

export function mayFollow(from: AgentPhase['name'], to: AgentPhase['name']): boolean {
  return NEXT[from].includes(to);
}

/** The link as users of the agent see it. */
export function linkOf(phase: AgentPhase): AgentLink {
  return phase.name === 'new' ? 'connecting' : phase.name;
}
