/**
 * Where pop-ups are drawn: inside the page's landmark, or inside the dialog that opened them, so that who jumps from
 * landmark to landmark, or is kept inside a dialog, finds them. One element that lives as long as the program: pop-ups
 * are set up before the page around them is.
 */
export const popups = document.createElement('div');

/** Holds an element in place while the node is there. */
export function hold(node: HTMLElement, element: HTMLElement): void {
  node.append(element);
}
