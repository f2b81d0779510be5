import { create } from 'zustand';
import type { RequestResult } from '#contract/requests';
import type { CallId } from '#model/call';
import type { Excerpt, ExportProgress, FolderFormat, FolderReport } from '#model/exports';
import type { ExportFormat } from '#model/history';
import type { Phrase } from '#model/phrases/phrase';
import { request } from '#window/bridge/bridge';
import { timedRequest } from '#window/bridge/timedRequest';
import { t } from '#window/i18n/i18n';
import { inWords } from '#window/i18n/inWords';
import { useHistoryStore } from '../historyStore';
import { queryOf } from '../search/historyFilters';

const { setState: set } = useHistoryStore;

/** Failed calls that are named; the others are counted. */
const NAMED_FAILURES = 5;

/** The folder that is being written. `asking`: the system's dialog asks where. */
type FolderRun =
  | { readonly state: 'none' | 'asking' }
  | ({ readonly state: 'writing'; readonly cancelled: boolean } & ExportProgress);

export const NO_FOLDER: FolderRun = { state: 'none' };

export const useFolderStore = create<{ readonly run: FolderRun }>()(() => ({ run: NO_FOLDER }));

/**
 * Writes a call to a file that the supervisor chooses. Like all exports it has no time limit,
 * because their dialog may stay open for any time.
 */
export async function exportCall(callId: CallId, format: ExportFormat): Promise<void> {
  tellSaved(await request('history:export', { callId, format }));
}

/** Writes a recording of a call, or a part of it. */
export async function exportRecording(
  callId: CallId,
  index: number,
  excerpt: Excerpt | null,
): Promise<void> {
  tellSaved(await request('exports:recording', { callId, index, excerpt }));
}

/** Writes the calls that the filters find to a table. */
export async function exportFound(): Promise<void> {
  const query = queryOf(useHistoryStore.getState().filters);
  tellSaved(await request('history:exportList', { query }));
}

/** Writes these calls to a table. */
export async function exportTable(callIds: readonly CallId[]): Promise<void> {
  tellSaved(await request('history:exportList', { callIds }));
}

/** Writes these calls into a folder, and says what came of it. */
export async function exportFolder(
  callIds: readonly CallId[],
  format: FolderFormat,
): Promise<void> {
  useFolderStore.setState({ run: { state: 'asking' } });
  const answer = await request('exports:folder', { callIds, format });
  useFolderStore.setState({ run: NO_FOLDER });
  if (!answer.ok) {
    tellFailed(answer.error.phrase);
  } else if (answer.value !== null) {
    const { failed, folder } = answer.value;
    const level = failed.length > 0 || folder === null ? 'danger' : 'info';
    const report = answer.value;
    set({ notice: { level, text: () => reportText(report) } });
  }
}

/** Asks how far the folder is. */
export async function askProgress(): Promise<void> {
  const answer = await timedRequest('exports:progress', null);
  const { run } = useFolderStore.getState();
  if (answer.ok && answer.value !== null && run.state !== 'none') {
    const cancelled = run.state === 'writing' && run.cancelled;
    useFolderStore.setState({ run: { state: 'writing', cancelled, ...answer.value } });
  }
}

export async function cancelFolder(): Promise<void> {
  useFolderStore.setState(({ run }) => ({
    run: run.state === 'writing' ? { ...run, cancelled: true } : run,
  }));
  await timedRequest('exports:cancel', null);
}

function tellSaved(answer: RequestResult<string | null>): void {
  if (!answer.ok) {
    tellFailed(answer.error.phrase);
  } else if (answer.value !== null) {
    const path = answer.value;
    set({ notice: { level: 'info', text: () => t('history.exported', { path }) } });
  }
}

function tellFailed(why: Phrase): void {
  set({ notice: { level: 'danger', text: () => inWords(why) } });
}

function reportText({ folder, calls, failed, cancelled, seal }: FolderReport): string {
  const named = failed
    .slice(0, NAMED_FAILURES)
    .map(({ callId, phrase }) => t('exports.failed', { call: callId, why: inWords(phrase) }));
  return [
    cancelled ? t('exports.cancelled') : '',
    folder === null ? t('exports.nothing') : t('exports.written', { count: calls, path: folder }),
    seal === null ? '' : t('exports.seal', { seal }),
    ...named,
    failed.length > named.length
      ? t('exports.moreFailed', { count: failed.length - named.length })
      : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}
