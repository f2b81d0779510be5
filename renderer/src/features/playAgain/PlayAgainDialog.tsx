import { type ReactNode, useEffect, useId, useState } from 'react';
import type { CallId } from '#model/call';
import type { CallRecord } from '#model/history';
import type { Phrase } from '#model/phrases/phrase';
import type { Replay, ReplayRequest } from '#model/replay';
import { timedRequest } from '../../bridge/timedRequest';
import { formatDateTime } from '../../format/format';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { closeDialog } from '../../state/uiStore';
import { Button } from '../../ui/buttons/Button';
import { Modal } from '../../ui/dialogs/Modal';
import { ErrorText } from '../../ui/messages/ErrorText';
import { Spinner } from '../../ui/messages/Spinner';
import { PlayAgainForm } from './PlayAgainForm';
import { ReplayResult } from './ReplayResult';

/** How often the original is asked for the result of a replay that runs, ms. */
const ASK_EVERY_MS = 1_000;

type Phase =
  | { readonly name: 'loading' }
  | { readonly name: 'failed'; readonly message: Phrase }
  | { readonly name: 'form'; readonly record: CallRecord }
  | { readonly name: 'running'; readonly replayId: CallId }
  | { readonly name: 'result'; readonly record: CallRecord; readonly replay: Replay };

/** Reads the call, and again and again while a replay of it runs. */
function usePhase(callId: CallId): readonly [Phase, (phase: Phase) => void] {
  const [phase, setPhase] = useState<Phase>({ name: 'loading' });
  const runningId = phase.name === 'running' ? phase.replayId : null;
  const reads = phase.name === 'loading' || runningId !== null;
  useEffect(() => {
    if (!reads) {
      return undefined;
    }
    let isOpen = true;
    const read = async (): Promise<void> => {
      const answer = await timedRequest('history:call', { callId });
      if (isOpen) {
        setPhase((now) =>
          answer.ok ? afterRead(now, answer.value) : failedRead(now, answer.error.phrase),
        );
      }
    };
    if (runningId === null) {
      void read();
    }
    const timer = setInterval(() => void read(), ASK_EVERY_MS);
    return () => {
      isOpen = false;
      clearInterval(timer);
    };
  }, [callId, reads, runningId]);
  return [phase, setPhase];
}

function afterRead(now: Phase, record: CallRecord): Phase {
  if (now.name !== 'running') {
    return { name: 'form', record };
  }
  const replay = record.replays.find(({ id }) => id === now.replayId);
  return replay === undefined ? now : { name: 'result', record, replay };
}

/** A call that cannot be read now may be read in a moment: a replay that runs is waited for. */
function failedRead(now: Phase, said: Phrase): Phase {
  return now.name === 'running' ? now : { name: 'failed', message: said };
}

function Running({ replayId }: { readonly replayId: CallId }) {
  const [stopping, setStopping] = useState(false);
  return (
    <div className="flex items-center gap-3" role="status">
      <Spinner size={20} />
      <p className="flex-1">{t(stopping ? 'playAgain.saving' : 'playAgain.running')}</p>
      <Button
        pending={stopping}
        onClick={() => {
          setStopping(true);
          void timedRequest('calls:command', { callId: replayId, command: { kind: 'end' } });
        }}
      >
        {t('playAgain.stop')}
      </Button>
    </div>
  );
}

function Earlier(props: {
  readonly replays: readonly Replay[];
  readonly onOpen: (replay: Replay) => void;
}) {
  const titleId = useId();
  if (props.replays.length === 0) {
    return null;
  }
  return (
    <div className="flex flex-col gap-1">
      <h3 id={titleId} className="text-muted">
        {t('playAgain.earlier')}
      </h3>
      <ul aria-labelledby={titleId} className="flex flex-wrap gap-2">
        {props.replays.map((replay) => (
          <li key={replay.id}>
            <Button
              size="small"
              onClick={() => {
                props.onOpen(replay);
              }}
            >
              {t('playAgain.earlierOne', { when: formatDateTime(replay.at), voice: replay.voice })}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Shell({ children }: { readonly children: ReactNode }) {
  return (
    <Modal title={t('playAgain.title')} width={760} onClose={closeDialog}>
      <div className="flex flex-col gap-4 px-5 pt-4 pb-4">
        {children}
        <div className="flex justify-end">
          <Button onClick={closeDialog}>{t('playAgain.close')}</Button>
        </div>
      </div>
    </Modal>
  );
}

/** Plays a recorded call again from a turn: what to change, what it costs, and what came of it. */
export function PlayAgainDialog(props: {
  readonly callId: CallId;
  readonly turnId: number;
  /** Shows the record of a call. */
  readonly onOpenCall: (callId: CallId) => void;
}) {
  const { callId, turnId, onOpenCall } = props;
  const [phase, setPhase] = usePhase(callId);
  const start = async (request: ReplayRequest): Promise<Phrase | null> => {
    const answer = await timedRequest('replays:start', request);
    if (!answer.ok) {
      return answer.error.phrase;
    }
    setPhase({ name: 'running', replayId: answer.value });
    return null;
  };
  switch (phase.name) {
    case 'form':
      return (
        <PlayAgainForm
          record={phase.record}
          turnId={turnId}
          onStart={start}
          earlier={
            <Earlier
              replays={phase.record.replays}
              onOpen={(replay) => {
                setPhase({ name: 'result', record: phase.record, replay });
              }}
            />
          }
        />
      );
    case 'loading':
      return (
        <Shell>
          <p role="status">{t('playAgain.loading')}</p>
        </Shell>
      );
    case 'failed':
      return (
        <Shell>
          <ErrorText>{inWords(phase.message)}</ErrorText>
        </Shell>
      );
    case 'running':
      return (
        <Shell>
          <Running replayId={phase.replayId} />
        </Shell>
      );
    case 'result':
      return (
        <Shell>
          <ReplayResult
            record={phase.record}
            replay={phase.replay}
            onOpenCall={(replayed) => {
              closeDialog();
              onOpenCall(replayed);
            }}
          />
        </Shell>
      );
  }
}
