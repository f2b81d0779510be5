/** A recorded call that is played again: the caller's own audio goes to another agent. */
import type { CallId } from './call';
import type { EndReason } from './endReasons';
import type { Transcript } from './transcript';
import type { VoiceName } from './voices';

/** What is to be other than in the original. What is left out is as the profile has it now. */
export type ReplayChanges = {
  /** With placeholders, as in a profile. */
  readonly instruction?: string;
  readonly voice?: VoiceName;
  readonly model?: string;
  /** The profile; left out: that of the original. */
  readonly profileId?: string;
};

/** From where a call is played again, how far, and with what. */
export type ReplayRequest = {
  readonly callId: CallId;
  /** A turn of the agent stands for the caller's turn that it answers. */
  readonly turnId: number;
  /** How many of the caller's turns are played, 1 to MAX_REPLAY_TURNS. */
  readonly turns: number;
  readonly changes: ReplayChanges;
};

/** Most turns of the caller that are played at once. */
export const MAX_REPLAY_TURNS = 10;

/** Replays that are kept of a call; an older one goes. */
export const REPLAYS_KEPT = 10;

/** What a replay will take. */
export type ReplayEstimate = {
  /** The caller's audio that is played, ms: it takes as long, plus the last answer. */
  readonly audioMs: number;
  /** US dollars, an estimate: the caller's audio, and answers of the same length. */
  readonly costUsd: number;
};

/** What became of a replay. It is kept with the original call. */
export type Replay = {
  /** The call that played it. */
  readonly id: CallId;
  readonly turnId: number;
  /** Epoch ms. */
  readonly at: number;
  /** Who played it, as the audit names them. */
  readonly actor: string;
  readonly changes: ReplayChanges;
  readonly profileName: string;
  readonly voice: VoiceName;
  /** Empty in demo mode. */
  readonly model: string;
  readonly endReason: EndReason | null;
  /** The stretch of the original that was played, ms since that call reached Cordboard. */
  readonly fromMs: number;
  readonly untilMs: number;
  /** Their times are those of the original: they stand beside its turns. */
  readonly turns: Transcript;
  readonly costUsd: number;
};
