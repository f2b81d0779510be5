import { describe, expect, it } from 'vitest';
import { CreatedIds } from '#main/asterisk/createdIds';

describe('CreatedIds', () => {
  it('knows what it created, and as what', () => {
    const ids = new CreatedIds('desk');
    expect(ids.kindOf(ids.create('bridge'))).toBe('bridge');
    expect(ids.kindOf(ids.create('media'))).toBe('media');
    expect(ids.create('media')).not.toBe(ids.create('media'));
  });

  it.each([
    ['desk', 'desk-2'],
    ['desk', 'desk-bridge'],
    ['desk', 'desk-media'],
    ['de.k', 'desk'],
    ['desk', 'DESK'],
  ])('as %s does not take the ids of %s for its own', (app, other) => {
    expect(new CreatedIds(app).kindOf(new CreatedIds(other).create('bridge'))).toBeNull();
    expect(new CreatedIds(app).kindOf(new CreatedIds(other).create('media'))).toBeNull();
  });

  it('takes nothing else for its own', () => {
    const ids = new CreatedIds('desk');
    for (const id of ['', '1700000000.17', 'cordboard-desk-media-1', `${ids.create('media')}x`]) {
      expect(ids.kindOf(id)).toBeNull();
    }
  });
});
