import { describe, expect, it } from 'vitest';
import { exportFile } from '#main/desk/callExport';
import { eventInWords } from '#main/transcript/eventWords';
import { alertWith } from '#support/calls';
import { answered } from '#support/lookUps';
import { aSummary } from '#support/summaries';
import { aRecord, aRecordedCall } from '#support/window/historyFixtures';

describe('the file of an export', () => {
  it('has a name that every file system accepts', () => {
    const call = aRecordedCall({ id: '../../etc/1700:0.7', startedAt: Date.UTC(2026, 10, 22) });
    expect(exportFile(aRecord({ call }), 'text').name).toBe(
      'call-2026-11-22-.._.._etc_1700_0.7.txt',
    );
  });

  it('holds everything as JSON but the paths of recordings, which mean nothing elsewhere', () => {
    const recordings = [{ path: 'recordings/a.wav', startMs: 0, durationMs: 1, bytes: 1 }];
    const lookUp = answered();
    const alert = alertWith('Nobody speaks.', { signal: 'both-silent' });
    const record = aRecord({ lookUp, recordings, summary: aSummary(), alerts: [alert] });
    const { call, turns, replays, summary, events, acts, notes, messages } = record;
    const { content } = exportFile(record, 'json');
    expect(JSON.parse(content)).toEqual({
      ...{ call, lookUp, summary, turns, replays, acts, notes, messages },
      events: events.map(eventInWords),
      alerts: [expect.objectContaining({ signal: 'both-silent', text: 'Nobody speaks.' })],
    });
  });
});
