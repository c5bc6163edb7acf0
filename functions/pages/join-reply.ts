import { joinPage, shownFrame } from '../../shared/pages/personal/join-page.ts';
import { pageHeaders } from '../../shared/pages/page-headers.ts';
import type { JoinPageInput } from '../../shared/pages/page-inputs.ts';
import type { HttpReply } from '../../shared/platform/runtime/http-request.ts';

/** A join page, with headers that allow what it shows. */
export function joinReply(input: JoinPageInput): HttpReply {
  const frame = shownFrame(input);
  const headers = pageHeaders({
    look: input.look,
    beats: input.beat !== undefined,
    frames: frame && [frame.src],
  });
  return { status: 200, headers, body: joinPage(input) };
}
