/** The source of calls that are made at the desk, beside the source of the line. */
import type { Admission } from '#main/call/admission';
import type { CallSource } from '#main/call/callLeg';
import { DeskCallSource } from '#main/deskCalls/callSource';
import { createFrameClock } from '#main/media/clock/frameClock';
import type { Log } from '#main/observability/log';
import type { RunMode } from '#model/health';
import { phrase } from '#model/phrases/phrase';

type DeskCallsOptions = {
  readonly mode: RunMode;
  /** An agent can answer. */
  readonly hasAgents: boolean;
  readonly admission: Admission;
  readonly liveCalls: () => number;
  readonly log: Log;
};

export function createDeskCalls(options: DeskCallsOptions): DeskCallSource {
  const { mode, hasAgents, admission, liveCalls, log } = options;
  return new DeskCallSource({
    clock: createFrameClock(log),
    demo: mode === 'demo',
    refusal: () => {
      if (!hasAgents) {
        return phrase('gemini.not-configured');
      }
      const { maxCalls } = admission;
      return admission.isFull(liveCalls()) ? phrase('call.full', { max: maxCalls }) : null;
    },
  });
}

/** Calls come from the line and from the desk; they are placed on the line. */
export function withDeskCalls(line: CallSource, desk: DeskCallSource): CallSource {
  return {
    createOutgoing: (party) => line.createOutgoing(party),
    start: (onIncoming) => {
      line.start(onIncoming);
      desk.start(onIncoming);
    },
    stop: () => {
      line.stop();
      desk.stop();
    },
  };
}
