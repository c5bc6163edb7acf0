/** Whether a text names somebody who is erased, and whether it does as an id in a channel: any word may be one. */
export interface Naming {
  names: (text: string) => boolean;
  isTheirId: (text: string) => boolean;
}
