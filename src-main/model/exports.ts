/** What is taken out of the record of calls, and how. */
import type { CallId } from './call';
import { type AuditEntry, EXPORT_FORMATS } from './history';
import type { Phrase } from './phrases/phrase';

/**
 * What becomes a folder with files of several calls: a file of each call, its recordings (`wav`),
 * or all that is kept of them with the means to check it (`sealed`).
 */
export const FOLDER_FORMATS = [...EXPORT_FORMATS, 'wav', 'sealed'] as const;

/** See FOLDER_FORMATS. */
export type FolderFormat = (typeof FOLDER_FORMATS)[number];

/** A part of a call, ms since it reached Cordboard. */
export type Excerpt = { readonly fromMs: number; readonly toMs: number };

/** A folder that is being written: how many calls of all are through. */
export type ExportProgress = { readonly done: number; readonly total: number };

/** What a folder came to. */
export type FolderReport = {
  /** Path of the new folder; null when nothing was kept. */
  readonly folder: string | null;
  /** Calls that stand in it. */
  readonly calls: number;
  /** The calls that could not be written, and why. */
  readonly failed: readonly { readonly callId: CallId; readonly phrase: Phrase }[];
  readonly cancelled: boolean;
  /** SHA-256 of the manifest of a sealed folder, as hex. */
  readonly seal: string | null;
};

/** An entry of the audit with the hash before it, so that it can be checked by itself. */
type ChainedEntry = AuditEntry & { readonly before: string };

/** What the audit can prove of some calls. */
export type AuditProof = {
  /** The newest entry at that moment; null when there is none. */
  readonly anchor: Pick<AuditEntry, 'seq' | 'at' | 'hash'> | null;
  /** The entries of the calls, oldest first. */
  readonly entries: readonly ChainedEntry[];
};
