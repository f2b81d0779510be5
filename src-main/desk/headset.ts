import type { CallControl, HeadsetAudio } from '#main/call/callControl';
import type { Result } from '#main/util/result';
import { FRAME_BYTES } from '#model/audio';
import type { Call, CallId } from '#model/call';

/** What a headset tells; none of them may throw or block. */
export type HeadsetHandlers = {
  /**
   * 20 ms to be heard: 640 bytes slin16 little-endian. The buffer is used again for the next frame.
   */
  onFrame(frame: Buffer): void;
  /** The call is over, or its audio was closed. Called once. */
  onClose(): void;
};

/** The supervisor's headset on a call. */
export type HeadsetLine = HeadsetAudio;

/**
 * Opens the supervisor's ear and mouth on a call. Both sides are heard together; while the
 * supervisor speaks instead of the agent, the caller alone, because the other side is the
 * supervisor's own voice.
 */
export function openHeadset(
  control: Pick<CallControl, 'openHeadset' | 'onBatch' | 'snapshot'>,
  callId: CallId,
  handlers: HeadsetHandlers,
): Result<HeadsetLine> {
  const mixed = Buffer.alloc(FRAME_BYTES);
  let speaks = false;
  let unfollow = (): void => undefined;
  const look = (call: Call): void => {
    if (call.id === callId) {
      speaks = call.floor === 'supervisor';
    }
  };
  const opened = control.openHeadset(callId, {
    onFrame(caller, heard) {
      caller.copy(mixed);
      if (heard !== null && !speaks) {
        mixInto(mixed, heard);
      }
      handlers.onFrame(mixed);
    },
    onClose() {
      unfollow();
      handlers.onClose();
    },
  });
  if (opened.ok) {
    unfollow = control.onBatch(({ events }) => {
      for (const event of events) {
        if (event.type === 'callChanged') {
          look(event.call);
        }
      }
    });
    control.snapshot().calls.forEach(look);
  }
  return opened;
}

/**
 * Adds the samples of `source` to those of `target`; what is too loud together is cut at full
 * scale.
 */
function mixInto(target: Buffer, source: Buffer): void {
  for (let at = 0; at < FRAME_BYTES; at += 2) {
    const sum = target.readInt16LE(at) + source.readInt16LE(at);
    target.writeInt16LE(Math.max(-32_768, Math.min(32_767, sum)), at);
  }
}
