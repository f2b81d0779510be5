import type { CallId } from '#model/call';

/**
 * A line for sound between a window and a call. `speaking`: its microphone is open. `testing`:
 * somebody there is the caller of a test call. `since`: epoch ms.
 */
export type OpenLine = {
  readonly callId: CallId;
  readonly part: 'listening' | 'speaking' | 'testing';
  readonly since: number;
};
