/** Runs `work` for all items, at most `limit` at a time; results in the order of the items. */
export async function mapLimited<Item, Out>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Out>,
): Promise<readonly Out[]> {
  const results = new Array<Out>(items.length);
  const waiting = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of waiting) {
      results[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}
