import { beforeEach, describe, expect, it } from 'vitest';
import { TranscriptLog } from '#main/transcript/transcriptLog';

const FIRST = 'One moment please, let me look.';
const SECOND = ' Your parcel comes on Monday.';

describe('what the caller has heard of a turn that comes in pieces', () => {
  let log: TranscriptLog;

  beforeEach(() => {
    log = new TranscriptLog(() => undefined);
    log.agentTurnBegins(0, null);
    log.agentText(FIRST, 0);
    log.agentPartComplete();
    log.agentText(SECOND, 2_000);
  });

  it('is told by the first piece, until audio of the next has come', () => {
    log.truncateAgent(2_500, 0.5);
    expect(log.lastAgentWords).toBe('One moment please,');
    log.agentText(' Bye.', 2_600);
    expect(log.lastAgentWords.length).toBeLessThan(FIRST.length);
  });

  it('is all of the first piece and a share of the second, while that is heard', () => {
    log.agentGoesOn();
    expect(log.hearing(0)).toEqual({ turnId: 0, heardChars: FIRST.length });
    log.truncateAgent(4_000, 0.5);
    expect(log.lastAgentWords).toBe(`${FIRST} Your parcel comes`);
  });

  it('is a share of the first piece while the second waits behind it', () => {
    log.agentGoesOn();
    expect(log.hearing(0.5, 1)).toEqual({ turnId: 0, heardChars: 'One moment please,'.length });
    log.truncateAgent(1_000, 0.5, 1);
    expect(log.turns).toMatchObject([{ status: 'truncated', heardChars: 18 }]);
  });

  it('is nothing of a turn that waits behind it', () => {
    log.agentGoesOn();
    log.agentTurnComplete();
    log.agentTurnBegins(3_000, null);
    log.agentText('And something else.', 3_000);
    log.truncateAgent(4_000, 1, 1);
    expect(log.turns).toMatchObject([
      { status: 'truncated', heardChars: FIRST.length + SECOND.length },
      { status: 'truncated', heardChars: 0 },
    ]);
  });
});
