import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** The pages of the inspector. */
export const INSPECTOR_TABS = [
  'controls',
  'voice',
  'metrics',
  'notes',
  'events',
  'questions',
] as const;

/** See INSPECTOR_TABS. */
export type InspectorTab = (typeof INSPECTOR_TABS)[number];

type InspectorStore = { readonly tab: InspectorTab; readonly open: boolean };

/** Which page is shown, and whether the inspector is: kept by this window. */
export const useInspector = create<InspectorStore>()(
  persist((): InspectorStore => ({ tab: 'controls', open: true }), { name: 'inspector' }),
);

/** Opens the inspector on a page. */
export function showInspector(tab: InspectorTab): void {
  useInspector.setState({ tab, open: true });
}

export function toggleInspector(): void {
  useInspector.setState(({ open }) => ({ open: !open }));
}
