import { type FunctionComponent, memo } from 'react';
import { useLanguage } from './language';

/** React's `memo` for what shows texts: another language draws it anew too. */
export function memoInLanguage<Props extends object>(Component: FunctionComponent<Props>) {
  return memo(function InLanguage(props: Props) {
    useLanguage();
    return <Component {...props} />;
  });
}
