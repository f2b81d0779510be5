/** The side of the pipeline that calls come from: Asterisk with the audio of its calls, or none. */
import type { AriTiming } from '#main/ari/link';
import type { CallControl } from '#main/call/callControl';
import type { CallSource } from '#main/call/callLeg';
import { isAsteriskConfigured } from '#main/config/settings/settings';
import type { SettingsStore } from '#main/config/settings/settingsStore';
import type { Log } from '#main/observability/log';
import { phrase } from '#model/phrases/phrase';
import type { SweepTotals } from '#model/sweepTotals';
import { type AsteriskSide, createAsteriskSide } from './asteriskSide';
import type { HealthBoard } from './healthBoard';
import { MediaSide } from './mediaSide';
import { createNoCalls } from './noCalls';

const MISSING_ASTERISK = phrase('asterisk.not-configured');

/** Where calls come from, and what runs with it. */
export type TelephonySide = Pick<AsteriskSide, 'source' | 'serviceFor' | 'takeOver'> & {
  readonly sweepTotals: () => Readonly<SweepTotals> | null;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

type TelephonyOptions = {
  readonly settings: SettingsStore;
  readonly dataDir: string;
  readonly log: Log;
  /** Time limits and pauses of the link to Asterisk, ms; the usual ones if left out. */
  readonly times?: { readonly ari?: Partial<AriTiming> };
};

/** Calls come from Asterisk; none, and the health says so, while it is not configured. */
export function createAsteriskCalls(
  options: TelephonyOptions,
  board: HealthBoard,
  control: () => CallControl,
): TelephonySide {
  const { settings, log, times, dataDir } = options;
  if (!isAsteriskConfigured(settings.current)) {
    board.set('asterisk', 'missing', MISSING_ASTERISK);
    return standStill(createNoCalls(MISSING_ASTERISK));
  }
  const media = new MediaSide({
    settings: settings.current,
    log,
    onState: (state, said) => {
      board.set('mediaServer', state, said);
    },
  });
  const asterisk = createAsteriskSide({
    settings,
    dataDir,
    media: media.factory,
    onConnected: () => {
      media.asteriskConnected();
    },
    board,
    times: times?.ari ?? {},
    control,
    log,
  });
  return {
    ...asterisk,
    start: async () => {
      await media.start();
      asterisk.start();
    },
    stop: async () => {
      await asterisk.stop();
      await media.stop();
    },
  };
}

/** A side with nothing to connect to. */
export function standStill(source: CallSource): TelephonySide {
  return {
    source,
    serviceFor: () => null,
    start: noWork,
    stop: noWork,
    takeOver: nothing,
    sweepTotals: () => null,
  };
}

function nothing(): void {
  // There is nothing to bring calls, and nothing to stop.
}

function noWork(): Promise<void> {
  return Promise.resolve();
}
