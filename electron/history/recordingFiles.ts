/** Recordings for the player in the window: `console://app/recordings/<call id>/<number>`. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import type { HistoryStore } from '#main/store/historyStore';
import type { CallId } from '#model/call';
import { SECURITY_HEADERS } from '../security/contentPolicy';
import { CONSOLE_ORIGIN } from '../security/origin';

/** Finds the file of a call's recording (the first is 0); null when there is none. Never a file outside of the data folder. */
export type RecordingSource = (callId: CallId, index: number) => Promise<string | null>;

/** A RecordingSource on the record of calls: the window names a call, never a file. */
export function createRecordingSource(
  history: Pick<HistoryStore, 'call'> | null,
  dataDir: string,
): RecordingSource {
  const folder = resolve(dataDir) + sep;
  return async (callId, index) => {
    const record = await history?.call(callId);
    const recording = record?.ok === true ? record.value.recordings[index] : undefined;
    if (recording === undefined) {
      return null;
    }
    const file = resolve(folder, recording.path);
    return file.startsWith(folder) && file.endsWith('.wav') ? file : null;
  };
}

/** A request of the player. */
export type RecordingRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: { get(name: string): string | null };
};

/** Which recording an address stands for; null when it is no address of a recording. */
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

/** Bytes of a file, both ends included. */
export type ByteRange = { readonly start: number; readonly end: number };

/**
 * The bytes a Range header asks for (RFC 9110, section 14): one range is served, several are not, and then the whole file is
 * what the standard allows. `null`: outside of the file.
 * @param size Bytes of the file.
 */
export function byteRange(header: string | null, size: number): ByteRange | 'whole' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  const [first = '', last = ''] = match?.slice(1) ?? [];
  if (match === null || (first === '' && last === '')) {
    return 'whole';
  }
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(size - 1, Number(last));
  return start > end ? null : { start, end };
}

/** Answers the player, in parts where it asks for parts: it does so to jump in a long recording. */
export async function answerRecordingRequest(
  request: RecordingRequest,
  source: RecordingSource,
): Promise<Response> {
  const wanted = recordingOf(request.url);
  const file = wanted === null ? null : await source(wanted.callId, wanted.index);
  const size = file === null ? null : await sizeOf(file);
  if (file === null || size === null) {
    return answer(404, null, {});
  }
  const range = byteRange(request.headers.get('range'), size);
  if (range === null) {
    return answer(416, null, { 'Content-Range': `bytes */${size}` });
  }
  const { start, end } = range === 'whole' ? { start: 0, end: size - 1 } : range;
  const headers = {
    'Content-Type': 'audio/wav',
    'Content-Length': String(end - start + 1),
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'no-store',
    ...(range === 'whole' ? {} : { 'Content-Range': `bytes ${start}-${end}/${size}` }),
  };
  const body = request.method === 'HEAD' || size === 0 ? null : streamOf(file, { start, end });
  return answer(range === 'whole' ? 200 : 206, body, headers);
}

function answer(
  status: number,
  body: ReadableStream<Uint8Array> | null,
  headers: Readonly<Record<string, string>>,
): Response {
  return new Response(body, { status, headers: { ...SECURITY_HEADERS, ...headers } });
}

function streamOf(file: string, range: ByteRange): ReadableStream<Uint8Array> {
  return Readable.toWeb(createReadStream(file, range)) as ReadableStream<Uint8Array>;
}

async function sizeOf(file: string): Promise<number | null> {
  try {
    const facts = await stat(file);
    return facts.isFile() ? facts.size : null;
  } catch {
    return null;
  }
}
