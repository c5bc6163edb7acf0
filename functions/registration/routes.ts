import { publicRoutes } from '../../shared/platform/runtime/route.ts';

/** The public way in: what a landing page asks and posts. */
export const registrationRoutes = publicRoutes('Registration', {
  'GET /v1/public/events/{eventId}': {
    id: 'getPublicEvent',
    summary: 'What a landing page needs to know of an event',
  },
  'POST /v1/events/{eventId}/registrations': {
    id: 'register',
    summary: 'Register somebody',
    details:
      'The answer to JSON is the same whoever registers: nobody learns who is known. A form of HTML is answered with a redirect to the thank-you page, or with the form again and what is wrong in it.',
  },
  'OPTIONS /v1/events/{eventId}/registrations': {
    id: 'preflightRegistration',
    summary: 'What browsers ask before they post from another site',
  },
});
