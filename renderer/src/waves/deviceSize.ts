/** The size of a box in the screen's own pixels, and how many of them a CSS pixel has. */
export type DeviceSize = {
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
};

/**
 * Tells the size of a box now and whenever it changes, in whole device pixels: a canvas of that
 * size is sharp at 125 and 150 %, after a zoom, and on another screen. The returned function stops.
 */
export function followDeviceSize(box: Element, onSize: (size: DeviceSize) => void): () => void {
  const observer = new ResizeObserver((entries) => {
    const entry = entries.at(-1);
    const [device] = entry?.devicePixelContentBoxSize ?? [];
    const [css] = entry?.contentBoxSize ?? [];
    if (device !== undefined && css !== undefined && css.inlineSize > 0) {
      const { inlineSize: width, blockSize: height } = device;
      onSize({ width, height, ratio: width / css.inlineSize });
    }
  });
  observer.observe(box, { box: 'device-pixel-content-box' });
  return () => {
    observer.disconnect();
  };
}
