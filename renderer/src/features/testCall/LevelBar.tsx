/** How loud the microphone is. `level`: 0 to 1. */
export function LevelBar({ level, label }: { readonly level: number; readonly label: string }) {
  const percent = Math.round(level * 100);
  return (
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className="h-2 w-full overflow-hidden rounded-sm border border-line bg-bg"
    >
      <div className="h-full bg-caller" style={{ width: `${percent}%` }} />
    </div>
  );
}
