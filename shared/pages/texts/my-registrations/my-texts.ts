/** The texts of the page on which registrants change what they have. */
export interface MyTexts {
  title: string;
  /** Before the address. */
  for: string;
  none: string;
  /** How it stands with a date. */
  statuses: Readonly<
    Record<
      | 'registered'
      | 'waitlisted'
      | 'pending'
      | 'approval'
      | 'cancelled'
      | 'moved'
      | 'handedOver'
      | 'over'
      | 'calledOff',
      string
    >
  >;
  join: string;
  change: string;
  cancel: string;
  handOver: string;
  changeTitle: string;
  changeText: string;
  changeButton: string;
  noOther: string;
  formerDate: string;
  newDate: string;
  /** Before somebody gives a place up for a waiting list. */
  fullTitle: string;
  fullText: string;
  fullButton: string;
  cancelTitle: string;
  cancelText: string;
  cancelButton: string;
  handOverTitle: string;
  handOverText: string;
  handOverButton: string;
  colleagueEmail: string;
  back: string;
  done: Readonly<Record<'change' | 'cancel', string>>;
  /** What was asked for is not possible (any more). */
  closed: string;
  ownAddress: string;
  registerMore: string;
}
