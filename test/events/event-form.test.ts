import { describe, expect, it } from 'vitest';
import { EventDraft } from '../../shared/events/domain/event-draft.ts';
import { shownFields } from '../../shared/events/domain/form-condition.ts';
import { doorOf, takesRegistrations } from '../../shared/events/domain/registration-window.ts';
import { fieldErrors } from '../../shared/platform/problems/field-errors.ts';

const draft = (more: object) => EventDraft.safeParse({ title: 'T', timeZone: 'UTC', ...more });
/** Place and code of everything that is wrong. */
const faults = (more: object): string[] => {
  const { error } = draft(more);
  return error ? fieldErrors(error).map(({ field, code }) => `${field} ${code}`) : [];
};
const text = (name: string, more: object = {}) => ({ name, label: name, type: 'text', ...more });
const when = (field: string, equals: string | number | boolean = 'x') => ({ showWhen: { field, equals } });
const fields = (...some: object[]) => ({ form: { fields: some } });

describe('A condition of a question', () => {
  it('may name an earlier question and an answer that it can have', () => {
    const choice = (type: string) => ({ ...text('a'), type, choices: ['x', 'y'] });
    expect(faults(fields(text('a'), text('b', when('a'))))).toEqual([]);
    expect(faults(fields(choice('choices'), text('b', when('a'))))).toEqual([]);
    expect(faults(fields({ ...text('a'), type: 'boolean' }, text('b', when('a', true))))).toEqual([]);
    expect(faults(fields(choice('choice'), text('b', when('a', 'z'))))).toEqual([
      'form.fields.1.showWhen.equals condition-impossible',
    ]);
    expect(faults(fields({ ...text('a'), type: 'number' }, text('b', when('a', '5'))))).toEqual([
      'form.fields.1.showWhen.equals condition-impossible',
    ]);
  });

  it('is refused where it names itself, nothing, a later question, or closes a circle; all at once', () => {
    expect(faults(fields(text('a', when('a'))))).toEqual(['form.fields.0.showWhen.field condition-circle']);
    expect(faults(fields(text('a', when('b'))))).toEqual(['form.fields.0.showWhen.field unknown-field']);
    expect(faults(fields(text('a', when('b')), text('b')))).toEqual([
      'form.fields.0.showWhen.field condition-later',
    ]);
    expect(faults(fields(text('a', when('c')), text('b', when('a')), text('c', when('b'))))).toEqual([
      'form.fields.0.showWhen.field condition-circle',
      'form.fields.1.showWhen.field condition-circle',
      'form.fields.2.showWhen.field condition-circle',
    ]);
    expect(faults({ ...fields(text('a', when('a')), text('b', when('q'))), attendanceThreshold: 0 })).toEqual(
      expect.arrayContaining(['attendanceThreshold too-small']),
    );
  });

  it('tells what to do about it', () => {
    const told = (...some: object[]) => {
      const { error } = draft(fields(...some));
      return error ? fieldErrors(error).map(({ message }) => message) : [];
    };
    const number = { ...text('b'), type: 'number' };
    expect(told(text('a', when('a')))).toEqual([
      'A question cannot wait for its own answer. Name an earlier one.',
    ]);
    expect(told(text('a', when('q')))).toEqual(['The form has no field q. Name an earlier one.']);
    expect(told(text('a', when('b')), text('b'))).toEqual([
      'B is asked later. Move it up, or name a question that comes before a.',
    ]);
    expect(told(text('a', when('b')), text('b', when('a')))).toEqual([
      'A and b would wait for each other. Take one of the conditions away.',
      'B and a would wait for each other. Take one of the conditions away.',
    ]);
    expect(told(number, text('a', when('b')))).toEqual(['B never has this answer.']);
  });

  it('asks a question only where the one before is asked and answered so', () => {
    const chain = [
      { name: 'a', type: 'choices' },
      { name: 'b', type: 'text', ...when('a') },
      { name: 'c', type: 'boolean', ...when('b', 'go') },
      { name: 'd', type: 'text', ...when('c', false) },
    ];
    const shown = (answers: Record<string, unknown>) =>
      shownFields(chain, (name) => answers[name]).map(({ name }) => name);
    expect(shown({})).toEqual(['a']);
    expect(shown({ a: ['y', 'x'], b: 'no' })).toEqual(['a', 'b']);
    expect(shown({ a: 'x', b: ' go ', c: true })).toEqual(['a', 'b', 'c']);
    expect(shown({ a: 'x', b: 'go' })).toEqual(['a', 'b', 'c', 'd']);
    const spaced = [
      { name: 'a', type: 'text' },
      { name: 'b', type: 'text', ...when('a', ' x ') },
    ];
    expect(shownFields(spaced, () => 'x').map(({ name }) => name)).toEqual(['a', 'b']);
    // What somebody had answered before they took the first answer back.
    expect(shown({ a: ['y'], b: 'go', c: false })).toEqual(['a']);
  });
});

describe('A form', () => {
  it('tells every fault of names and choices at its place', () => {
    const form = {
      fields: [text('a'), { ...text('a'), type: 'choices' }, { ...text('b'), choices: ['x'] }],
      consents: [
        { name: 'terms', text: 'I agree', version: '1' },
        { name: 'terms', text: 'I agree', version: '2' },
      ],
    };
    expect(faults({ form })).toEqual([
      'form.fields.1.name name-taken',
      'form.consents.1.name name-taken',
      'form.fields.1.choices required',
      'form.fields.2.choices custom',
    ]);
  });

  it('asks for each field of the person as it is told to, and for no other', () => {
    expect(draft({ form: { basics: { phone: 'required' } } }).data?.form.basics).toEqual({
      firstName: 'optional',
      lastName: 'optional',
      phone: 'required',
      company: 'optional',
      jobTitle: 'optional',
    });
    expect(faults({ form: { basics: { email: 'hidden' } } })).toEqual(['form.basics.email unknown-field']);
    expect(faults({ form: { basics: { phone: 'maybe' } } })).toEqual(['form.basics.phone invalid-value']);
  });

  it('has limits on everything', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => text(`f${index}`));
    const consent = { name: 'c', text: 'I agree', version: '1' };
    expect(faults(fields(...many(50)))).toEqual([]);
    expect(faults(fields(...many(51)))).toEqual(['form.fields too-big']);
    expect(faults({ form: { consents: [{ ...consent, text: 'x'.repeat(2001) }] } })).toEqual([
      'form.consents.0.text too-big',
    ]);
    expect(faults({ form: { consents: [{ ...consent, version: '' }] } })).toEqual([
      'form.consents.0.version too-small',
    ]);
  });
});

describe('An event', () => {
  it('takes links that are https, colours, and senders that can be written to', () => {
    expect(faults({ look: { picture: 'https://example.com/a.png', colour: '#0B6650' } })).toEqual([]);
    expect(draft({ look: { colour: '#0B6650' } }).data?.look.colour).toBe('#0b6650');
    for (const picture of ['http://example.com/a.png', 'javascript:alert(1)', 'https:example.com'])
      expect(faults({ look: { picture } }), picture).toEqual(['look.picture custom']);
    for (const colour of ['red', '#fff', '#0b6650;}', 'url(https://x)'])
      expect(faults({ look: { colour } }), colour).toEqual(['look.colour invalid-format']);
    expect(faults({ sender: { name: 'A\r\nBcc: x@example.com', replyTo: 'nobody' } })).toEqual([
      'sender.name invalid-format',
      'sender.replyTo email-invalid',
    ]);
  });

  it('closes after it opens', () => {
    const registration = { opensAt: '2027-03-02T09:00:00+01:00', closesAt: '2027-03-02T08:00:00Z' };
    expect(faults({ registration })).toEqual(['registration.closesAt custom']);
    expect(faults({ registration: { opensAt: '2027-03-02' } })).toEqual([
      'registration.opensAt invalid-format',
    ]);
    expect(draft({ registration: { opensAt: '2027-03-02T09:00:00+01:00' } }).data?.registration).toEqual({
      opensAt: '2027-03-02T08:00:00.000Z',
    });
  });
});

describe('The door of an event', () => {
  const at = (iso: string) => Date.parse(iso);
  const registration = { opensAt: '2027-03-02T09:00:00.000Z', closesAt: '2027-03-04T09:00:00.000Z' };

  it('is open from one instant to the other, and never once the event is archived', () => {
    expect(doorOf({ registration }, at('2027-03-02T08:59:59.999Z'))).toBe('not-open-yet');
    expect(doorOf({ registration }, at('2027-03-02T09:00:00Z'))).toBe('open');
    expect(doorOf({ registration }, at('2027-03-04T09:00:00Z'))).toBe('closed');
    expect(doorOf({ registration, archivedAt: 'x' }, at('2027-03-03T09:00:00Z'))).toBe('archived');
  });

  it('lets a session take people until so many minutes before its start', () => {
    const session = { startsAtUtc: '2027-03-07T09:00:00.000Z', durationMinutes: 60 };
    const takes = (closesMinutesBefore: number | undefined, now: string) =>
      takesRegistrations({ registration: { closesMinutesBefore } }, session, at(now));
    expect(takes(undefined, '2027-03-07T09:59:59Z')).toBe(true);
    expect(takes(0, '2027-03-07T08:59:59Z')).toBe(true);
    expect(takes(0, '2027-03-07T09:00:00Z')).toBe(false);
    expect(takes(30, '2027-03-07T08:29:59Z')).toBe(true);
    expect(takes(30, '2027-03-07T08:30:00Z')).toBe(false);
  });
});
