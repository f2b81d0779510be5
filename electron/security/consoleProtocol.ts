import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { CustomScheme, Session } from 'electron';
import { answerRecordingRequest, recordingOf, type RecordingSource } from '../recordingPlayer';
import { pagePolicy, SECURITY_HEADERS } from './contentPolicy';
import { CONSOLE_HOST, CONSOLE_SCHEME } from './origin';

/** Must be registered before the app is ready. */
export const CONSOLE_SCHEME_PRIVILEGES: CustomScheme = {
  scheme: CONSOLE_SCHEME,
  // `stream` lets the player of recordings read in parts; without it Chromium waits for the whole
  // file.
  privileges: {
    standard: true,
    secure: true,
    supportFetchAPI: true,
    codeCache: true,
    stream: true,
  },
};

/** The kinds of file that the window consists of. No other kind is served. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** Serves the window's files and the recordings for its player. */
export function serveConsole(session: Session, root: string, recordings: RecordingSource): void {
  session.protocol.handle(CONSOLE_SCHEME, (request) =>
    request.method !== 'GET' || recordingOf(request.url) === null
      ? answerConsoleRequest(request, root)
      : answerRecordingRequest(request, recordings),
  );
}

/** Answers a request for a file. Never gives a file outside `root`. */
export async function answerConsoleRequest(
  request: { readonly method: string; readonly url: string },
  root: string,
): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return refusal(405);
  }
  const file = fileOf(request.url, root);
  const contentType = file === null ? undefined : CONTENT_TYPES[extname(file).toLowerCase()];
  if (file === null || contentType === undefined) {
    return refusal(404);
  }
  try {
    const content = await readFile(file);
    const headers = {
      ...SECURITY_HEADERS,
      'Content-Type': contentType,
      'Cache-Control': 'no-cache',
    };
    if (extname(file) === '.html') {
      return page(content.toString('utf8'), headers, request.method);
    }
    const body = request.method === 'HEAD' ? null : streamOf(content);
    return new Response(body, { status: 200, headers });
  } catch {
    return refusal(404);
  }
}

/** What a file holds. Given as it is, `Response` would copy all of it. */
function streamOf(content: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => {
      controller.enqueue(content);
      controller.close();
    },
  });
}

/** A page, and the policy with the nonce that is written into it. */
function page(text: string, headers: Record<string, string>, method: 'GET' | 'HEAD'): Response {
  const nonce = randomBytes(16).toString('base64');
  const body = method === 'HEAD' ? null : text.replace('{{styleNonce}}', nonce);
  return new Response(body, {
    status: 200,
    headers: { ...headers, 'Content-Security-Policy': pagePolicy(nonce) },
  });
}

/** The file that an address names; null for an address that is not ours. */
export function fileOf(address: string, root: string): string | null {
  if (!URL.canParse(address)) {
    return null;
  }
  const url = new URL(address);
  if (url.protocol !== `${CONSOLE_SCHEME}:` || url.host !== CONSOLE_HOST || url.username !== '') {
    return null;
  }
  let path: string;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    return null;
  }
  // No file of ours has a backslash, a colon (drive, stream) or a NUL in its name, and systems
  // disagree on what they mean.
  if (/[\\:\0]/.test(path) || path.split('/').includes('..')) {
    return null;
  }
  const file = normalize(join(root, path === '/' || path === '' ? 'index.html' : path));
  return file.startsWith(normalize(root) + sep) ? file : null;
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: SECURITY_HEADERS });
}
