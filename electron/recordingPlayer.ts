/** Recordings for the player in the window: `console://app/recordings/<call id>/<number>`. */
import type { HistoryDesk } from '#main/desk/historyDesk';
import { rangeAnswer } from '#main/rules/byteRange';
import type { CallId } from '#model/call';
import { SECURITY_HEADERS } from './security/contentPolicy';
import { CONSOLE_ORIGIN } from './security/origin';

/** The window names a call, never a file. */
export type RecordingSource = Pick<HistoryDesk, 'openRecording'>;

type RecordingRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: { get(name: string): string | null };
};

/** The recording that an address names; null for any other address. */
export function recordingOf(address: string): { callId: CallId; index: number } | null {
  const match = /^\/recordings\/([^/]+)\/(\d{1,4})$/.exec(
    address.startsWith(`${CONSOLE_ORIGIN}/`) ? address.slice(CONSOLE_ORIGIN.length) : '',
  );
  if (match === null) {
    return null;
  }
  try {
    return { callId: decodeURIComponent(match[1] ?? ''), index: Number(match[2]) };
  } catch {
    return null;
  }
}

/** Answers the player. It asks for a part of the file to jump in a long recording. */
export async function answerRecordingRequest(
  request: RecordingRequest,
  source: RecordingSource,
): Promise<Response> {
  const wanted = recordingOf(request.url);
  const opened = wanted === null ? null : await source.openRecording(wanted.callId, wanted.index);
  if (opened?.ok !== true) {
    return answer(404, null, {});
  }
  const { read, close, ...file } = opened.value;
  const header = (name: string) => request.headers.get(name) ?? undefined;
  const part = rangeAnswer({ range: header('range'), ifRange: header('if-range') }, file);
  if (part.status === 416) {
    await close();
    return answer(416, null, part.headers);
  }
  const headers = { ...part.headers, 'content-type': 'audio/wav', 'cache-control': 'no-store' };
  if (request.method === 'HEAD') {
    await close();
    return answer(part.status, null, headers);
  }
  return answer(part.status, read(part.start, part.end), headers);
}

function answer(
  status: number,
  body: ReadableStream<Uint8Array> | null,
  headers: Readonly<Record<string, string>>,
): Response {
  return new Response(body, { status, headers: { ...SECURITY_HEADERS, ...headers } });
}
