import { LoaderCircle } from 'lucide-react';

/** Shows that something is under way; the words beside it say what. */
export function Spinner({ size }: { readonly size: number }) {
  return <LoaderCircle size={size} className="spin text-muted" aria-hidden="true" />;
}
