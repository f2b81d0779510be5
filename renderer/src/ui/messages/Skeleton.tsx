/** A grey bar in place of a text that is loading. */
export function Skeleton(props: { readonly className: string; readonly widthPercent?: number }) {
  const { className, widthPercent } = props;
  return (
    <div
      className={`skeleton ${className}`}
      style={widthPercent === undefined ? undefined : { width: `${widthPercent}%` }}
      aria-hidden="true"
    />
  );
}
