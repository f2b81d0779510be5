/**
 * What a `<style>` element must carry to be let in by the window's content security policy: for
 * libraries that make one, and take a nonce. New for each load of the page.
 */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';
}
