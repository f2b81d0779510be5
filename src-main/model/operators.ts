/** The people who work at the window of this machine, and who works there now. */
import type { Phrase } from './phrases/phrase';
import type { Role } from './roles';

/** Name of an operator: as notes and audit show it, so short and on one line. */
export const OPERATOR_NAME = /^[\p{L}\p{N}](?:[\p{L}\p{N} ._'-]{0,38}[\p{L}\p{N}.])?$/u;

/** Longest name of an operator, characters. */
export const MAX_OPERATOR_NAME_CHARS = 40;

/** A PIN: digits, as they are typed on any keyboard. */
export const PIN = /^\d{4,12}$/;

/** Longest PIN, digits. */
export const MAX_PIN_CHARS = 12;

/** Most operators of a machine. */
export const MAX_OPERATORS = 100;

/** Somebody who may work at the window. */
export type Operator = { readonly name: string; readonly role: Role };

/**
 * Who works at the window. `own`: no operators are kept, so it is the user of the operating system,
 * who may do everything and cannot lock. `open`: an operator signed in. `locked`: nobody may act;
 * `last` is the operator who was there, null before the first. The calls go on in each of them.
 */
export type StationState =
  | { readonly state: 'own'; readonly operator: Operator }
  | { readonly state: 'open'; readonly operator: Operator }
  | { readonly state: 'locked'; readonly last: string | null };

/** What the window shows of it. */
export type StationView = {
  readonly station: StationState;
  /** Those who may sign in, by name. */
  readonly operators: readonly Operator[];
  /** Why nobody can; null where somebody can. */
  readonly problem: Phrase | null;
  /** VIEWERS_MAY_LISTEN. */
  readonly viewersMayListen: boolean;
};

/** An operator as an admin enters them. A `pin` of null keeps the one they have. */
export type OperatorDraft = Operator & { readonly pin: string | null };
