/** A call without an agent, on a scripted leg, for unit tests of its content. */
import { CallSession } from '#main/call/callSession';
import type { CallSettings } from '#main/call/callSettings';
import type { CreateContent } from '#main/call/content/callContent';
import { silentLog } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { fail } from '#main/util/result';
import type { Call } from '#model/call';
import { saying } from '../phrases';
import { USUAL_ATTENTION } from './attention';
import type { FakeLeg } from './fakes';

export type ServiceCallOptions = {
  readonly leg: FakeLeg;
  readonly settings: () => CallSettings;
  readonly createContent: CreateContent;
  readonly onCall: (call: Call) => void;
  readonly onReleased: () => void;
};

export function createServiceCall(options: ServiceCallOptions): CallSession {
  const refused = fail(cordboardError('config', saying('Not here.')));
  return new CallSession({
    ...options,
    meterId: 1,
    hasAgent: false,
    continues: null,
    trouble: () => USUAL_ATTENTION.rules().trouble,
    startRecording: () => Promise.resolve(refused),
    createOutgoing: () => refused,
    log: silentLog,
  });
}
