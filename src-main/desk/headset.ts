import type { CallControl, HeadsetAudio } from '#main/call/callControl';
import type { Result } from '#main/util/result';
import { FRAME_BYTES } from '#model/audio';
import type { Call, CallId } from '#model/call';

/** Events of a headset. No handler may throw or block. */
export type HeadsetHandlers = {
  /**
   * A frame to play: 20 ms, 640 bytes of slin16 little-endian. The buffer is reused for the next
   * one.
   */
  onFrame(frame: Buffer): void;
  /** The call is over, or its audio was closed. Called once. */
  onClose(): void;
};

export type HeadsetLine = HeadsetAudio;

/**
 * Opens the supervisor's headset on a call. They hear both sides mixed. While they speak in the
 * agent's place, they hear the caller alone, because the other side is their own voice. Fails as
 * `CallControl.openHeadset` does. `by`: whose headset it is.
 */
export function openHeadset(
  control: Pick<CallControl, 'openHeadset' | 'onBatch' | 'snapshot'>,
  callId: CallId,
  handlers: HeadsetHandlers,
  by: string,
): Result<HeadsetLine> {
  const mixed = Buffer.alloc(FRAME_BYTES);
  let speaks = false;
  let unfollow = (): void => undefined;
  const look = (call: Call): void => {
    if (call.id === callId) {
      speaks = call.floor === 'supervisor';
    }
  };
  const opened = control.openHeadset(
    callId,
    {
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
    },
    by,
  );
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

/** Adds the samples of `source` to those of `target`. A sum beyond full scale is clipped. */
function mixInto(target: Buffer, source: Buffer): void {
  for (let at = 0; at < FRAME_BYTES; at += 2) {
    const sum = target.readInt16LE(at) + source.readInt16LE(at);
    target.writeInt16LE(Math.max(-32_768, Math.min(32_767, sum)), at);
  }
}
