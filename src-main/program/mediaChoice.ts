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

/** A transport between Asterisk and Cordboard. */
export type AsteriskTransportName = Exclude<MediaTransportName, 'simulated'>;

/** A transport to try, and the reason. */
export type MediaOption = { readonly name: AsteriskTransportName; readonly why: string };

/** Transports to try, the best first. `problem` is for the supervisor; empty if there is none. */
export type MediaChoice = { readonly options: readonly MediaOption[]; readonly problem: string };

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
  const options = [{ name: wanted, why: 'it is set so' }];
  const obstacle = facts === null ? '' : obstacleTo(wanted, facts);
  const problem =
    obstacle === ''
      ? ''
      : `EXTERNAL_MEDIA_TRANSPORT is ${wanted}, but ${obstacle}. Choose another one, or auto.`;
  return { options, problem };
}

function chooseAutomatically(facts: MediaFacts): MediaChoice {
  if (facts === null) {
    const why = 'Asterisk did not tell its modules';
    return { options: AUTOMATIC.map((name) => ({ name, why })), problem: '' };
  }
  const obstacles = AUTOMATIC.map((name) => obstacleTo(name, facts));
  const against = obstacles.filter((obstacle) => obstacle !== '');
  const options = AUTOMATIC.filter((_, index) => obstacles[index] === '').map((name) => {
    const has = `Asterisk ${facts.version} runs ${MODULE_OF[name]}`;
    return { name, why: name === AUTOMATIC[0] ? has : [has, ...against].join('; ') };
  });
  const problem =
    options.length === 0
      ? `No transport can carry audio: ${against.join('; ')}. Load one of these modules.`
      : '';
  return { options, problem };
}

/** Why a transport cannot work; empty if no reason is known. */
function obstacleTo(
  name: AsteriskTransportName,
  { version, modules }: NonNullable<MediaFacts>,
): string {
  const module = MODULE_OF[name];
  if (Object.keys(modules).length > 0 && modules[module] !== 'Running') {
    return `${module} is not loaded`;
  }
  const tooOld = judgeAsteriskVersion(parseAsteriskVersion(version)) === 'too-old';
  return tooOld && module === 'chan_websocket.so'
    ? `Asterisk ${version} is too old for WebSocket media (it needs ${REQUIRED_VERSIONS})`
    : '';
}

/** A format; `note` says why it is not the wanted one, or is empty. */
export type FormatChoice<Format extends WireFormat> = {
  readonly format: Format;
  readonly note: string;
};

/** The format that AUDIO_FORMAT and AUDIO_SAMPLE_RATE set. */
export function wantedFormat({ audioFormat, audioSampleRate }: Settings): WireFormat {
  return audioFormat === 'slin16' && audioSampleRate === 8_000 ? 'slin' : audioFormat;
}

/** The format of WebSocket media. */
export function webSocketFormat(wanted: WireFormat): FormatChoice<'slin16'> {
  const note =
    wanted === 'slin16' ? '' : `AUDIO_FORMAT ${wanted} is not for WebSocket media: slin16 is used`;
  return { format: 'slin16', note };
}

/** The format of AudioSocket with this Asterisk. */
export function audioSocketFormat(
  wanted: WireFormat,
  facts: MediaFacts,
): FormatChoice<'slin16' | 'slin'> {
  if (wanted === 'slin') {
    return { format: 'slin', note: '' };
  }
  if (wanted !== 'slin16') {
    return {
      format: 'slin',
      note: `AUDIO_FORMAT ${wanted} is not for AudioSocket: slin, 8 kHz linear, is used`,
    };
  }
  return facts === null || hasWideAudioSocket(parseAsteriskVersion(facts.version))
    ? { format: 'slin16', note: '' }
    : {
        format: 'slin',
        note: `AudioSocket of Asterisk ${facts.version} has no slin16: slin, 8 kHz linear, is used`,
      };
}
