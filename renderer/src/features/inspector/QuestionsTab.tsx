import type { CallId } from '#model/call';
import type { Transcript } from '#model/transcript';
import { formatCallTime } from '../../format/format';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useCallsStore } from '../../state/callsStore';
import { showMomentOfCall } from '../callWaves';

const NO_TURNS: Transcript = [];

/** Notes of the transcript that are about questions and approvals. */
const ABOUT_QUESTIONS = /^note\.(question|approv|reject)/;

/** What the AI asked in the call, and what came of it. Open questions are answered in the call. */
export function QuestionsTab({ callId }: { readonly callId: CallId }) {
  const turns = useCallsStore((state) => state.transcripts[callId] ?? NO_TURNS);
  const open = useCallsStore((state) => state.byId[callId]?.questions.length ?? 0);
  const asked = turns.flatMap(({ id, note, startMs }) =>
    note !== null && ABOUT_QUESTIONS.test(note.code) ? [{ id, note, startMs }] : [],
  );
  return (
    <div className="flex flex-col gap-2">
      <p className="px-4 text-muted">
        {open === 0
          ? t('inspector.noOpenQuestions')
          : t('inspector.openQuestions', { count: open })}
      </p>
      <ol className="flex flex-col px-2">
        {asked.toReversed().map(({ id, note, startMs }) => (
          <li key={id}>
            <button
              type="button"
              className="event-row"
              onClick={() => {
                showMomentOfCall(startMs);
              }}
            >
              <span className="font-mono text-meta leading-5 text-faint tabular-nums">
                {formatCallTime(startMs)}
              </span>
              <span aria-hidden="true" />
              <span className="min-w-0">{inWords(note)}</span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
