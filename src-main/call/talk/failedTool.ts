import type { PhraseParam } from '#model/phrases/phrase';
import type { Turn } from '#model/transcript';

/** Why a tool was not carried out although nothing was wrong with it. */
const NO_FAILURES: readonly string[] = [
  'tool.rejected',
  'tool.rejected-because',
  'tool.not-approved',
  'tool.transfer-called-off',
];

/** The name of the tool whose failure a note of the transcript tells; null if it tells none. */
export function failedToolIn({ note }: Pick<Turn, 'note'>): string | null {
  if (note?.code !== 'note.tool-failed') {
    return null;
  }
  const { what, why } = note.params;
  return NO_FAILURES.includes(codeOf(why)) ? null : toolIn(what);
}

function toolIn(what: PhraseParam): string {
  const tool = typeof what === 'object' && what.code === 'note.tool' ? what.params.tool : '';
  return typeof tool === 'string' ? tool : '';
}

function codeOf(said: PhraseParam): string {
  return typeof said === 'object' ? said.code : '';
}
