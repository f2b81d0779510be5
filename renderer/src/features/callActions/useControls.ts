import { useShallow } from 'zustand/react/shallow';
import type { CallId } from '#model/call';
import type { CallActionKind } from '#model/possible';
import { useCallsStore } from '../../state/callsStore';
import { useStationStore } from '../../state/stationStore';
import { type ControlFacts, reasonAgainst } from './controlReasons';

/**
 * The facts that the controls of a call show. `reason`: why a control makes no sense now, empty
 * when it does.
 */
export type Controls = {
  readonly call: ControlFacts;
  readonly reason: (kind: CallActionKind) => string;
};

/** The controls of a call; null when it is gone. */
export function useControls(callId: CallId): Controls | null {
  const linkLost = useCallsStore((state) => state.link.state === 'lost');
  // Its role decides too, so a change of it draws the controls anew.
  useStationStore(({ view }) => view);
  const call = useCallsStore(
    useShallow((state): ControlFacts | null => {
      const found = state.byId[callId];
      return found === undefined
        ? null
        : {
            state: found.state,
            hasAgent: found.hasAgent,
            heldBy: found.heldBy,
            callerMuted: found.callerMuted,
            agentMuted: found.agentMuted,
            agentPaused: found.agentPaused,
            floor: found.floor,
            headset: found.headset,
            recording: found.recording,
            consultation: found.consultation,
            bargeIn: found.bargeIn,
          };
    }),
  );
  return call === null ? null : { call, reason: (kind) => reasonAgainst(kind, call, linkLost) };
}
