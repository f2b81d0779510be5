/**
 * What draws the window: the graphics card, or the processor, where there is no card (a server, a
 * remote desktop, a virtual machine). Then each picture costs 1 to 4 ms of a core, however little
 * has changed in it, and the callers' audio is made on the same cores.
 */
export type Drawing = 'gpu' | 'processor';

/**
 * Time between two pictures where the processor draws, ms: levels and changes come to the window at
 * this pace, and it draws its waves at it.
 */
export const SPARSE_PICTURE_MS = 333;
