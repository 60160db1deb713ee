import { FarolAnswer } from '#lib/contracts/farol.ts';
import { defineEndpoint } from './define.ts';

/** Farol about itself. */
export const FAROL_ENDPOINTS = {
  getFarol: defineEndpoint({
    method: 'GET',
    path: '/api/v1/farol',
    tag: 'farol',
    summary: 'How Farol itself does: samplers, leases, passes and their cost, storage by tier, database',
    access: 'metrics.read',
    response: FarolAnswer,
  }),
} as const;
