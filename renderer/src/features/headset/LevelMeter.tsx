import { useMicrophoneLevel } from './microphoneLevel';

/** How loud the microphone is, beside a text that says what is heard by it. */
export function LevelMeter({ text }: { readonly text: string }) {
  const ref = useMicrophoneLevel<HTMLSpanElement>();
  return (
    <div className="flex min-w-0 items-center gap-3">
      <span ref={ref} className="level-meter" aria-hidden="true" />
      <span className="min-w-0 truncate">{text}</span>
    </div>
  );
}
