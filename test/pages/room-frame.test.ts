import { describe, expect, it } from 'vitest';
import { roomFrame } from '../../shared/pages/room-frame.ts';

describe('The frame of a room or a recording', () => {
  it.each([
    ['https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3', 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ'],
    ['https://youtu.be/dQw4w9WgXcQ', 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ'],
    ['https://www.youtube.com/live/dQw4w9WgXcQ?si=x', 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ'],
    ['https://m.youtube.com/embed/dQw4w9WgXcQ', 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ'],
    ['https://vimeo.com/76979871', 'https://player.vimeo.com/video/76979871'],
    ['https://vimeo.com/76979871/8272103f6e', 'https://player.vimeo.com/video/76979871?h=8272103f6e'],
    [
      'https://player.vimeo.com/video/76979871?h=8272103f6e',
      'https://player.vimeo.com/video/76979871?h=8272103f6e',
    ],
    ['https://vimeo.com/event/1234/abcd', 'https://vimeo.com/event/1234/embed'],
    ['https://jitsi.example.org/Trees#config.x=1', 'https://jitsi.example.org/Trees#config.x=1'],
    ['https://meet.jitsi.example.org/Trees', 'https://meet.jitsi.example.org/Trees'],
    ['https://8x8.vc/vpaas/Trees', 'https://8x8.vc/vpaas/Trees'],
    [
      'https://bbb.example.org/bigbluebutton/api/join?x=1',
      'https://bbb.example.org/bigbluebutton/api/join?x=1',
    ],
  ])('shows %s', (address, src) => {
    expect(roomFrame(address)?.src).toBe(src);
  });

  it('asks for camera and microphone in meetings alone', () => {
    expect(roomFrame('https://jitsi.example.org/x')?.allow).toContain('camera; microphone');
    expect(roomFrame('https://youtu.be/dQw4w9WgXcQ')?.allow).not.toContain('camera');
  });

  it.each([
    'https://meet.jit.si/Trees',
    'https://zoom.us/j/1',
    'https://meet.google.com/abc',
    'https://bbb.example.org/b/ann-abc-def',
    'https://www.youtube.com/@channel',
    'https://www.youtube.com/watch?v=%22onload=x',
    'https://vimeo.com/about',
    'https://notyoutube.com/watch?v=dQw4w9WgXcQ',
    'http://jitsi.example.org/x',
    'javascript:alert(1)',
    'nothing',
  ])('is none for %s: a link leads there', (address) => {
    expect(roomFrame(address)).toBeUndefined();
  });
});
