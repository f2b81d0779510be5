/** What is known of something, each with its name. What is empty is left out. */
export function FactList(props: {
  readonly facts: readonly (readonly [name: string, text: string])[];
  readonly className?: string;
}) {
  const { facts, className = '' } = props;
  return (
    <dl className={`grid grid-cols-[max-content_1fr] gap-x-3 gap-y-0.5 select-text ${className}`}>
      {facts
        .filter(([, text]) => text !== '')
        .map(([name, text]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="min-w-0 break-words whitespace-pre-wrap" dir="auto">
              {text}
            </dd>
          </div>
        ))}
    </dl>
  );
}
