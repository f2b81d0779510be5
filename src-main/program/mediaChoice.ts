/** Which transports can carry a call's audio with this Asterisk, in which audio format, and why. */
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

/** A transport that Asterisk is part of. */
export type AsteriskTransportName = Exclude<MediaTransportName, 'simulated'>;

/** A transport to be tried, and why it is. */
export type MediaOption = { readonly name: AsteriskTransportName; readonly why: string };

/** What can be tried, best first, and what the supervisor should know; empty when all is well. */
export type MediaChoice = { readonly options: readonly MediaOption[]; readonly problem: string };

/** What is read of an Asterisk; null when it has not been asked yet or did not tell. */
export type MediaFacts = Pick<AriFacts, 'version' | 'modules'> | null;

const MODULE_OF: Readonly<Record<AsteriskTransportName, string>> = {
  'websocket-dial': 'chan_websocket.so',
  'websocket-listen': 'chan_websocket.so',
  rtp: 'chan_rtp.so',
  audiosocket: 'chan_audiosocket.so',
};

/**
 * What `auto` tries, in this order: the first needs nothing set up and works through NAT; of the
 * others RTP is the one that every Asterisk since 16.6 has.
 */
const AUTOMATIC: readonly AsteriskTransportName[] = ['websocket-dial', 'rtp', 'audiosocket'];

/** Chooses by EXTERNAL_MEDIA_TRANSPORT and by what Asterisk has. */
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

/** Why a transport cannot work; empty when nothing is known against it. */
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

/** A format, and what to say where it is not the one that was asked for. */
export type FormatChoice<Format extends WireFormat> = {
  readonly format: Format;
  readonly note: string;
};

/** The format that AUDIO_FORMAT and AUDIO_SAMPLE_RATE ask for. */
export function wantedFormat({ audioFormat, audioSampleRate }: Settings): WireFormat {
  return audioFormat === 'slin16' && audioSampleRate === 8_000 ? 'slin' : audioFormat;
}

/** What WebSocket media is in. */
export function webSocketFormat(wanted: WireFormat): FormatChoice<'slin16'> {
  const note =
    wanted === 'slin16' ? '' : `AUDIO_FORMAT ${wanted} is not for WebSocket media: slin16 is used`;
  return { format: 'slin16', note };
}

/** What AudioSocket with this Asterisk is in. */
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
