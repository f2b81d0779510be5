/**
 * What makes a folder of calls a sealed one. Its README.txt says what that proves; all else in it
 * is in English, because programs and reports compare it.
 */
import { createHash } from 'node:crypto';
import { callText } from '#main/transcript/callText';
import { webVtt } from '#main/transcript/captions';
import { alertInWords } from '#main/transcript/eventWords';
import type { FileContent } from '#main/util/atomicFile';
import { done, ok, type Result } from '#main/util/result';
import type { CallId } from '#model/call';
import type { AuditProof } from '#model/exports';
import type { CallRecord } from '#model/history';
import type { Language } from '#model/language';
import { exportFile } from '../callExport';
import type { NewFolder } from './newFolder';
import readmeDe from './seal/README.de.txt?raw';
import readmeEn from './seal/README.en.txt?raw';
import verifyPage from './seal/verify.html?raw';
import verifyScript from './seal/verify.mjs?raw';

const READMES: Readonly<Record<Language, string>> = { en: readmeEn, de: readmeDe };

/** A call that stands in the folder. */
export type SealedCall = { readonly id: CallId; readonly folder: string };

/** The files of a call but its recordings, by their names. */
export function sealedFiles(record: CallRecord): Readonly<Record<string, string>> {
  return {
    'transcript.txt': callText(record),
    'call.json': exportFile(record, 'json').content,
    'captions.vtt': webVtt(record),
    'acts.json': json(record.acts),
    'alerts.json': json(record.alerts.map(alertInWords)),
  };
}

type Sealing = {
  readonly by: string;
  readonly nowMs: number;
  /** Of whoever reads the README first. */
  readonly language: Language;
  readonly calls: readonly SealedCall[];
  /** Calls that were wanted and could not be written. */
  readonly missing: readonly { readonly id: CallId; readonly why: string }[];
  readonly proof: AuditProof;
};

/** Adds what the folder is checked by. Gives the seal: the SHA-256 of the manifest, as hex. */
export async function seal(folder: NewFolder, sealing: Sealing): Promise<Result<string>> {
  const { by, nowMs, language, calls, missing, proof } = sealing;
  const written = await putAll(folder, {
    'audit.json': json(proof),
    'README.txt': READMES[language],
    'verify.mjs': verifyScript,
    // A function: the script holds `$`, which a text would have for a pattern.
    'verify.html': verifyPage.replace('/* verify.mjs */', () => verifyScript),
  });
  if (!written.ok) {
    return written;
  }
  const manifest = json({
    format: 'cordboard-sealed-1',
    sealedAt: new Date(nowMs).toISOString(),
    sealedBy: by,
    calls,
    missing,
    anchor: proof.anchor,
    files: folder.files,
  });
  const hash = createHash('sha256').update(manifest).digest('hex');
  const closed = await putAll(folder, {
    'manifest.json': manifest,
    // As `sha256sum -c` reads it.
    'seal.txt': `${hash}  manifest.json\n`,
  });
  return closed.ok ? ok(hash) : closed;
}

/** Writes files one after the other, until one fails. */
export async function putAll(
  folder: NewFolder,
  files: Readonly<Record<string, FileContent>>,
): Promise<Result<void>> {
  for (const [path, content] of Object.entries(files)) {
    const written = await folder.put(path, content);
    if (!written.ok) {
      return written;
    }
  }
  return done;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
