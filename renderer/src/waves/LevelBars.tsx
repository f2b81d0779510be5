import { useEffect, useRef } from 'react';
import { levelRings } from '../levels/levelRings';
import { frameScheduler } from './frameScheduler';

/** Time between two drawings, ms. */
const EVERY_MS = 66;

/** Columns of which the loudest is shown: about the time between two batches. */
const COLUMNS = 4;

/** Share that is left of a level from one drawing to the next. */
const DECAY = 0.7;

/** How loud caller and AI are now, as two bars. Drawn outside React. */
export function LevelBars({ meterId }: { readonly meterId: number }) {
  const callerRef = useRef<HTMLSpanElement>(null);
  const agentRef = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const caller = callerRef.current;
    const agent = agentRef.current;
    if (caller === null || agent === null) {
      return;
    }
    const ring = levelRings.ring(meterId);
    let head = ring.head;
    let callerLevel = 0;
    let agentLevel = 0;
    return frameScheduler.add(() => {
      callerLevel *= DECAY;
      agentLevel *= DECAY;
      // Columns that were shown already fade; otherwise a line that is lost would stay loud.
      for (let column = Math.max(head, ring.head - COLUMNS); column < ring.head; column += 1) {
        callerLevel = Math.max(callerLevel, ring.callerAt(column));
        agentLevel = Math.max(agentLevel, ring.agentAt(column));
      }
      head = ring.head;
      caller.style.transform = `scaleX(${callerLevel / 255})`;
      agent.style.transform = `scaleX(${agentLevel / 255})`;
    }, EVERY_MS);
  }, [meterId]);
  return (
    <span className="level-bars" aria-hidden="true">
      <span className="level-track">
        <span ref={callerRef} className="level-bar bg-caller" />
      </span>
      <span className="level-track">
        <span ref={agentRef} className="level-bar bg-agent" />
      </span>
    </span>
  );
}
