import { randomUUID } from 'node:crypto';
import type { BusEvent } from '../seams/ports.ts';

/** A mail as SES took it over. */
export interface AcceptedMail {
  messageId: string;
  source: string;
  sourceArn: string;
  account: string;
  destination: string[];
  subject: string;
  headers: { name: string; value: string }[];
  /** Message tags by name. */
  tags: Record<string, string>;
  configurationSet: string;
  configurationSetArn: string;
  /** ISO 8601 on the local clock. */
  timestamp: string;
}

/**
 * The events that SES publishes to EventBridge for a mail: sent, then per fate bounced, complained (after a delivery) or
 * delivered. The simulator's addresses meet their fate; every other mail is delivered.
 */
export function makeMailEvents(mail: AcceptedMail): BusEvent[] {
  const bounced = mail.destination.filter((address) => isSimulated(address, 'bounce'));
  const complained = mail.destination.filter((address) => isSimulated(address, 'complaint'));
  const delivered = mail.destination.filter((address) => !bounced.includes(address));
  const event = (
    detailType: string,
    eventType: string,
    name: string,
    detail: Record<string, unknown>,
  ): BusEvent => ({
    source: 'aws.ses',
    'detail-type': detailType,
    resources: [mail.configurationSetArn],
    detail: { eventType, mail: describeMail(mail), [name]: detail },
  });
  const events = [event('Email Sent', 'Send', 'send', {})];
  if (delivered.length > 0)
    events.push(event('Email Delivered', 'Delivery', 'delivery', describeDelivery(mail, delivered)));
  if (bounced.length > 0)
    events.push(event('Email Bounced', 'Bounce', 'bounce', describeBounce(mail, bounced)));
  if (complained.length > 0) {
    events.push(
      event('Email Complaint Received', 'Complaint', 'complaint', describeComplaint(mail, complained)),
    );
  }
  return events;
}

/** `bounce@simulator.amazonses.com`, also `bounce+label@…`. */
function isSimulated(address: string, kind: string): boolean {
  return new RegExp(`^${kind}(\\+.*)?@simulator\\.amazonses\\.com$`, 'i').test(address);
}

function describeMail(mail: AcceptedMail): Record<string, unknown> {
  const tags = Object.entries({
    ...mail.tags,
    'ses:configuration-set': mail.configurationSet,
    'ses:from-domain': mail.source.split('@')[1] ?? '',
  });
  return {
    timestamp: mail.timestamp,
    source: mail.source,
    sourceArn: mail.sourceArn,
    sendingAccountId: mail.account,
    messageId: mail.messageId,
    destination: mail.destination,
    headersTruncated: false,
    headers: mail.headers,
    commonHeaders: {
      from: [mail.source],
      to: mail.destination,
      messageId: mail.messageId,
      subject: mail.subject,
    },
    tags: Object.fromEntries(tags.map(([name, value]) => [name, [value]])),
  };
}

function describeDelivery({ timestamp }: AcceptedMail, recipients: string[]): Record<string, unknown> {
  return {
    timestamp,
    processingTimeMillis: 1,
    recipients,
    smtpResponse: '250 2.0.0 OK',
    reportingMTA: 'local',
  };
}

function describeBounce({ timestamp }: AcceptedMail, recipients: string[]): Record<string, unknown> {
  const diagnosticCode = 'smtp; 550 5.1.1 user unknown';
  return {
    feedbackId: randomUUID(),
    bounceType: 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients: recipients.map((emailAddress) => ({
      emailAddress,
      action: 'failed',
      status: '5.1.1',
      diagnosticCode,
    })),
    timestamp,
    reportingMTA: 'dns; local',
  };
}

function describeComplaint({ timestamp }: AcceptedMail, recipients: string[]): Record<string, unknown> {
  return {
    complainedRecipients: recipients.map((emailAddress) => ({ emailAddress })),
    timestamp,
    feedbackId: randomUUID(),
    complaintSubType: null,
    complaintFeedbackType: 'abuse',
    arrivalDate: timestamp,
  };
}
