import { LinkInput, LoginInput, Me, SetupInput, SetupState } from '#lib/contracts/session.ts';
import { defineEndpoint } from './define.ts';

/** Before and around sign-in. */
export const SESSION_ENDPOINTS = {
  getSetup: defineEndpoint({
    method: 'GET',
    path: '/api/v1/setup',
    tag: 'session',
    summary: 'Whether the first account has still to be made',
    access: 'public',
    response: SetupState,
  }),
  createFirstUser: defineEndpoint({
    method: 'POST',
    path: '/api/v1/setup',
    tag: 'session',
    summary: 'Makes the first account, once, with the setup link that the server printed, and signs it in',
    access: 'public',
    body: SetupInput,
    response: Me,
    status: 201,
    audit: 'setup.complete',
  }),
  signIn: defineEndpoint({
    method: 'POST',
    path: '/api/v1/session',
    tag: 'session',
    summary: 'Signs in with e-mail and password',
    access: 'public',
    body: LoginInput,
    response: Me,
    audit: 'session.create',
  }),
  signOut: defineEndpoint({
    method: 'DELETE',
    path: '/api/v1/session',
    tag: 'session',
    summary: 'Ends the session of the cookie',
    access: 'session.end',
    status: 204,
    audit: 'session.end',
  }),
  signInByLink: defineEndpoint({
    method: 'POST',
    path: '/api/v1/session/link',
    tag: 'session',
    summary: 'Signs in with the one-time link that the demonstration printed',
    access: 'public',
    body: LinkInput,
    response: Me,
    audit: 'session.create',
  }),
  getMe: defineEndpoint({
    method: 'GET',
    path: '/api/v1/me',
    tag: 'session',
    summary: 'Who is signed in',
    access: 'session.read',
    response: Me,
  }),
} as const;
