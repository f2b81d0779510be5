/** How loud the microphone is now: it changes 50 times a second, and is kept away from React. */
import { useEffect, useRef } from 'react';
import { frameLevel } from '../../audio/frameLevel';

/** What remains of a level after 20 ms, so that the eye can follow. */
const DECAY = 0.9;

let level = 0;

export function noteMicrophone(frame: ArrayBuffer): void {
  level = Math.max(frameLevel(frame), level * DECAY);
}

export function silenceMicrophone(): void {
  level = 0;
}

/** An element whose `--level` is 0 to 1 as the microphone is. */
export function useMicrophoneLevel<Element extends HTMLElement>() {
  const ref = useRef<Element>(null);
  useEffect(() => {
    let handle = 0;
    const draw = (): void => {
      ref.current?.style.setProperty('--level', level.toFixed(2));
      handle = requestAnimationFrame(draw);
    };
    draw();
    return () => {
      cancelAnimationFrame(handle);
    };
  }, []);
  return ref;
}
