/** Chooses the transports and the audio format of calls for this Asterisk, with reasons. */
import {
  hasWideAudioSocket,
  judgeAsteriskVersion,
  parseAsteriskVersion,
  REQUIRED_VERSIONS,
} from '#main/ari/asteriskVersion';
import type { AriFacts } from '#main/ari/preflight';
import type { Settings } from '#main/config/settings/settings';
import type { WireFormat } from '#main/media/audio/frameCodec';
import type { MediaTransportName } from '#model/call';
import { joined, type Phrase, phrase } from '#model/phrases/phrase';

/** A transport between Asterisk and Cordboard. */
export type AsteriskTransportName = Exclude<MediaTransportName, 'simulated'>;

/** A transport to try, and the reason. */
export type MediaOption = { readonly name: AsteriskTransportName; readonly why: Phrase };

/** Transports to try, the best first. `problem` is for the supervisor; null if there is none. */
export type MediaChoice = {
  readonly options: readonly MediaOption[];
  readonly problem: Phrase | null;
};

/** Version and modules of an Asterisk; null if they are unknown. */
export type MediaFacts = Pick<AriFacts, 'version' | 'modules'> | null;

const MODULE_OF: Readonly<Record<AsteriskTransportName, string>> = {
  'websocket-dial': 'chan_websocket.so',
  'websocket-listen': 'chan_websocket.so',
  rtp: 'chan_rtp.so',
  audiosocket: 'chan_audiosocket.so',
};

/**
 * What `auto` tries, in this order. The first needs no configuration and works through NAT. Then
 * RTP, because every Asterisk since 16.6 has it.
 */
const AUTOMATIC: readonly AsteriskTransportName[] = ['websocket-dial', 'rtp', 'audiosocket'];

/** Chooses by EXTERNAL_MEDIA_TRANSPORT and by Asterisk's version and modules. */
export function chooseMedia(
  wanted: Settings['externalMediaTransport'],
  facts: MediaFacts,
): MediaChoice {
  return wanted === 'auto' ? chooseAutomatically(facts) : chosenByHand(wanted, facts);
}

function chosenByHand(wanted: AsteriskTransportName, facts: MediaFacts): MediaChoice {
  const options = [{ name: wanted, why: phrase('media.way-is-set') }];
  const why = facts === null ? null : obstacleTo(wanted, facts);
  const problem = why === null ? null : phrase('media.way-cannot-work', { wanted, why });
  return { options, problem };
}

function chooseAutomatically(facts: MediaFacts): MediaChoice {
  if (facts === null) {
    const why = phrase('media.modules-untold');
    return { options: AUTOMATIC.map((name) => ({ name, why })), problem: null };
  }
  const obstacles = AUTOMATIC.map((name) => obstacleTo(name, facts));
  const against = obstacles.filter((obstacle) => obstacle !== null);
  const options = AUTOMATIC.filter((_, index) => obstacles[index] === null).map((name) => {
    const has = phrase('media.module-runs', { version: facts.version, module: MODULE_OF[name] });
    return { name, why: name === AUTOMATIC[0] ? has : joined('clauses', [has, ...against]) };
  });
  const why = options.length === 0 ? joined('clauses', against) : null;
  return { options, problem: why === null ? null : phrase('media.no-way', { why }) };
}

/** Why a transport cannot work; null if no reason is known. */
function obstacleTo(
  name: AsteriskTransportName,
  { version, modules }: NonNullable<MediaFacts>,
): Phrase | null {
  const module = MODULE_OF[name];
  if (Object.keys(modules).length > 0 && modules[module] !== 'Running') {
    return phrase('media.module-not-loaded', { module });
  }
  const tooOld = judgeAsteriskVersion(parseAsteriskVersion(version)) === 'too-old';
  return tooOld && module === 'chan_websocket.so'
    ? phrase('media.websocket-needs-newer', { version, required: REQUIRED_VERSIONS })
    : null;
}

/** A format; `note` says why it is not the wanted one, or is null. */
export type FormatChoice<Format extends WireFormat> = {
  readonly format: Format;
  readonly note: Phrase | null;
};

/** The format that AUDIO_FORMAT and AUDIO_SAMPLE_RATE set. */
export function wantedFormat({ audioFormat, audioSampleRate }: Settings): WireFormat {
  return audioFormat === 'slin16' && audioSampleRate === 8_000 ? 'slin' : audioFormat;
}

/** The format of WebSocket media. */
export function webSocketFormat(wanted: WireFormat): FormatChoice<'slin16'> {
  const note = wanted === 'slin16' ? null : phrase('media.format-not-for-websocket', { wanted });
  return { format: 'slin16', note };
}

/** The format of AudioSocket with this Asterisk. */
export function audioSocketFormat(
  wanted: WireFormat,
  facts: MediaFacts,
): FormatChoice<'slin16' | 'slin'> {
  if (wanted === 'slin') {
    return { format: 'slin', note: null };
  }
  if (wanted !== 'slin16') {
    return { format: 'slin', note: phrase('media.format-not-for-audiosocket', { wanted }) };
  }
  return facts === null || hasWideAudioSocket(parseAsteriskVersion(facts.version))
    ? { format: 'slin16', note: null }
    : {
        format: 'slin',
        note: phrase('media.audiosocket-has-no-slin16', { version: facts.version }),
      };
}
