/** What is written down of a call after its end, and what a profile wants to know. */
import type { Phrase } from './phrases/phrase';

/** Types of the fields of a summary. `date`: a day as yyyy-mm-dd. */
export const SUMMARY_FIELD_TYPES = ['text', 'number', 'boolean', 'choice', 'date'] as const;

/** See SUMMARY_FIELD_TYPES. */
type SummaryFieldType = (typeof SUMMARY_FIELD_TYPES)[number];

/** Something that a profile wants to know of each call. */
export type SummaryField = {
  /** Letters, digits and underscore, at most 64. */
  readonly name: string;
  readonly type: SummaryFieldType;
  /** Description for the model. */
  readonly description: string;
  /** What a `choice` chooses from; empty for the other types. */
  readonly choices: readonly string[];
  /** The model is to give it in every call. */
  readonly required: boolean;
};

/** Whether the calls of a profile get a summary, and what it is to hold. */
export type ProfileSummary = {
  readonly on: boolean;
  /** What a call may have come to; a summary names one of them or none. */
  readonly outcomes: readonly string[];
  readonly fields: readonly SummaryField[];
};

/** Null: it was not said in the call. */
export type SummaryValue = string | number | boolean | null;

/** What a summary holds. Personal data, but for the outcome. */
export type SummaryContent = {
  /** A few sentences. */
  readonly text: string;
  /** One of those that the profile declares; null when none fits. */
  readonly outcome: string | null;
  /** What somebody has to do after the call, each in short. */
  readonly followUps: readonly string[];
  /** By the name of the field; each field that the profile declares is there. */
  readonly fields: Readonly<Record<string, SummaryValue>>;
};

/** A summary that was made. */
export type DoneSummary = SummaryContent & {
  readonly state: 'done';
  /** Epoch ms. */
  readonly at: number;
  /** Who made it: a model of Gemini. */
  readonly model: string;
};

/** How it stands with the summary of a call. `at`: since when, epoch ms. */
export type CallSummary =
  | { readonly state: 'waiting'; readonly at: number }
  | DoneSummary
  | { readonly state: 'failed'; readonly at: number; readonly reason: Phrase };
