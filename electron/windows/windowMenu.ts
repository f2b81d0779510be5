import type { MenuGroup } from '../contract/requests';

type WindowMenuOptions = {
  /** Page of the window in front; null while there is none. */
  readonly front: () => number | null;
  /** Shows the menu with these commands of a window. */
  readonly show: (groups: readonly MenuGroup[]) => void;
};

/** The native menu: of several windows, the one in front has its commands there. */
export type WindowMenu = {
  /** A page says what its commands are now. */
  tell(page: number, groups: readonly MenuGroup[]): void;
  /** A page is gone, and its commands with it. */
  forget(page: number): void;
  /** Shows the commands of the window that is in front now. */
  refresh(): void;
};

export function createWindowMenu({ front, show }: WindowMenuOptions): WindowMenu {
  const byPage = new Map<number, readonly MenuGroup[]>();
  const refresh = () => {
    const page = front();
    show((page === null ? undefined : byPage.get(page)) ?? []);
  };
  const refreshOf = (page: number) => {
    if (page === front()) {
      refresh();
    }
  };
  return {
    tell(page, groups) {
      byPage.set(page, groups);
      refreshOf(page);
    },
    forget(page) {
      if (byPage.delete(page)) {
        refreshOf(page);
      }
    },
    refresh,
  };
}
