/**
 * The source of real calls: the gateway to Asterisk, its callers, and the services for calls
 * without an agent.
 */
import { AriClientGateway } from '#main/ari/clientGateway';
import type { AriTiming } from '#main/ari/link';
import { AsteriskCallSource } from '#main/asterisk/callSource';
import { Conferences } from '#main/asterisk/conference/conferences';
import { ConferenceService } from '#main/asterisk/conference/service';
import type { OutgoingSettings } from '#main/asterisk/outgoingCalls';
import type { CallControl } from '#main/call/callControl';
import type { CallSource } from '#main/call/callLeg';
import type { ServiceFor } from '#main/call/content/callContent';
import { MediaTest } from '#main/call/content/mediaTest';
import { consoleIdentity } from '#main/config/installation/consoleIdentity';
import type { Settings } from '#main/config/settings/settings';
import type { SettingsStore } from '#main/config/settings/settingsStore';
import type { MediaTransportFactory } from '#main/media/transport/mediaTransport';
import type { Log } from '#main/observability/log';
import type { Phrase } from '#model/phrases/phrase';
import { SERVICE_NAMES } from '#model/profile';
import type { SweepTotals } from '#model/sweepTotals';
import type { HealthBoard } from './healthBoard';

export type AsteriskSideOptions = {
  readonly settings: SettingsStore;
  readonly dataDir: string;
  readonly media: MediaTransportFactory;
  /** Asterisk is reachable (again). */
  readonly onConnected: () => void;
  readonly board: HealthBoard;
  readonly times: Partial<AriTiming>;
  /** Control of the calls; conferences use it for the calls of their assistants. */
  readonly control: () => CallControl;
  readonly log: Log;
};

/** The parts that the pipeline uses. */
export type AsteriskSide = {
  readonly source: CallSource;
  readonly serviceFor: ServiceFor;
  readonly sweepTotals: () => Readonly<SweepTotals>;
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  /** Takes over the application from another console. */
  readonly takeOver: () => void;
};

/** Creates the side; `start` connects. */
export function createAsteriskSide(options: AsteriskSideOptions): AsteriskSide {
  const { settings, dataDir, media, board, times, log } = options;
  const { current } = settings;
  const identity = consoleIdentity(dataDir);
  const gateway = new AriClientGateway({
    baseUrl: current.ariBaseUrl,
    username: current.ariUsername,
    password: () => current.ariPassword,
    app: current.stasisApp,
    console: identity,
    log,
    timing: times,
  });
  let missing: Phrase | null = null;
  const showHealth = (): void => {
    const { state, phrase, version } = gateway.health;
    board.set('asterisk', state, phrase ?? (state === 'ready' ? missing : null), version);
  };
  gateway.on('health', showHealth);
  gateway.on('connected', options.onConnected);
  const source = new AsteriskCallSource({
    gateway,
    media,
    app: current.stasisApp,
    consoleId: identity.id,
    sweepIntervalMs: () => settings.current.sessionCleanupIntervalMs,
    outgoing: () => outgoingSettings(settings.current),
    onDialplan: (said) => {
      missing = said;
      showHealth();
    },
    log,
  });
  return {
    source,
    serviceFor: createServices(source, options),
    sweepTotals: () => source.sweepTotals,
    start: () => {
      gateway.start();
    },
    stop: () => gateway.close(),
    takeOver: () => {
      gateway.takeOver();
    },
  };
}

/** The services that the dialplan can ask for. */
function createServices(
  source: AsteriskCallSource,
  { settings, control, log }: AsteriskSideOptions,
): ServiceFor {
  const conferences = new Conferences({
    wakeWord: () => settings.current.conferenceWakeWord,
    control,
    context: source.mediaContext,
    deliver: (leg) => {
      source.deliver(leg);
    },
    log,
  });
  source.addOwner((id) => conferences.owns(id));
  return (caller) => {
    switch (caller.profileId) {
      case SERVICE_NAMES.mediaTest:
        return (call) => new MediaTest(call);
      case SERVICE_NAMES.conference:
        return (call) => new ConferenceService(call, conferences.roomFor(caller));
      default:
        return null;
    }
  };
}

function outgoingSettings(settings: Settings): OutgoingSettings {
  return {
    endpoint: settings.outboundEndpoint,
    callerId: settings.outboundCallerId,
    ringMs: settings.outboundRingTimeMs,
    fallbackContext: settings.fallbackContext,
    transferContext: settings.transferContext,
    musicClass: settings.holdMusicClass,
  };
}
