import { useState } from 'react';
import type { CallRecording } from '#model/history';
import { formatDuration } from '../../format/format';
import { t } from '../../i18n/i18n';

/** Where the main process serves the recordings of a call; see electron/recordingPlayer.ts. */
function recordingUrl(callId: string, index: number): string {
  return `console://app/recordings/${encodeURIComponent(callId)}/${index}`;
}

function Player(props: {
  readonly callId: string;
  readonly index: number;
  readonly length: string;
}) {
  const [failed, setFailed] = useState(false);
  return failed ? (
    <p role="alert" className="text-muted">
      {t('history.player.failed')}
    </p>
  ) : (
    <audio
      className="h-9 w-full"
      controls
      preload="metadata"
      src={recordingUrl(props.callId, props.index)}
      aria-label={t('history.player.label', { length: props.length })}
      onError={() => {
        setFailed(true);
      }}
    />
  );
}

/** Plays what was recorded: the caller at the left, what the caller heard at the right. */
export function RecordingPlayer(props: {
  readonly callId: string;
  readonly recordings: readonly CallRecording[];
}) {
  if (props.recordings.length === 0) {
    return null;
  }
  return (
    <div className="flex flex-col gap-2 border-t border-line bg-panel px-5 py-2">
      {props.recordings.map((recording, index) => (
        <Player
          key={recording.path}
          callId={props.callId}
          index={index}
          length={formatDuration(recording.durationMs)}
        />
      ))}
      <p className="text-meta text-faint">{t('history.player.sides')}</p>
    </div>
  );
}
