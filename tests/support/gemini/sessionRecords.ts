import type { VoiceName } from '#model/voices';
import type { SetupMessage } from './clientMessages';

/** What a setup asked for. */
export type SetupRecord = {
  readonly model: string;
  readonly voice: VoiceName;
  readonly handle: string | null;
  readonly systemInstruction: string;
  /** The setup as it came. */
  readonly message: SetupMessage;
};

/** One message of caller audio. */
export type AudioArrival = {
  /** performance.now() */
  readonly atMs: number;
  readonly samples: Int16Array;
};

/** A call of a function that the model makes by itself. */
export type ToolWish = {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
};

/** A call that was made. */
export type ToolCallRecord = ToolWish & { readonly id: string };
