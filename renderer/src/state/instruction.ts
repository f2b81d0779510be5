/** The instruction that the AI of a call follows, as the window read it last. */
import { useCallback } from 'react';
import { create } from 'zustand';
import type { RequestResult } from '#contract/requests';
import type { CallId } from '#model/call';
import type { InstructionInForce } from '#model/instruction';
import { request } from '../bridge/bridge';
import { usePolling } from '../bridge/usePolling';

type InstructionStore = {
  readonly callId: CallId | null;
  readonly answer: RequestResult<InstructionInForce> | null;
};

/** Nothing was read yet. */
export const NO_INSTRUCTION: InstructionStore = { callId: null, answer: null };

/** Another supervisor may change it: it is read again while it is shown, ms. */
const REREAD_MS = 5_000;

export const useInstructionStore = create<InstructionStore>()(() => NO_INSTRUCTION);

/** Reads the instruction of a call anew. */
export async function readInstruction(callId: CallId): Promise<void> {
  const answer = await request('calls:instruction', { callId });
  useInstructionStore.setState({ callId, answer });
}

/** The instruction in force of a call, kept up to date; null until it is there. */
export function useInstruction(callId: CallId): RequestResult<InstructionInForce> | null {
  const read = useCallback(() => readInstruction(callId), [callId]);
  usePolling(read, REREAD_MS);
  return useInstructionStore((store) => (store.callId === callId ? store.answer : null));
}
