import { useEffect, useState } from 'react';
import type { Profile } from '#model/profile';
import { request } from '../../bridge/bridge';

const NONE: readonly Profile[] = [];

/**
 * The profiles, read when a dialog that needs them opens; empty until then, and where they cannot
 * be read.
 */
export function useProfileList(): readonly Profile[] {
  const [profiles, setProfiles] = useState(NONE);
  useEffect(() => {
    let wanted = true;
    void request('profiles:list', null).then((result) => {
      if (wanted && result.ok) {
        setProfiles(result.value.profiles);
      }
    });
    return () => {
      wanted = false;
    };
  }, []);
  return profiles;
}
