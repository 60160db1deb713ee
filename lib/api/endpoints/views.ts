import { SavedViewInput, SavedViewList, SavedViewQuery, SavedViewRemoval } from '#lib/contracts/views.ts';
import { defineEndpoint } from './define.ts';

/** The named views that a person keeps of lists. Everybody sees and changes only their own. */
export const VIEW_ENDPOINTS = {
  listViews: defineEndpoint({
    method: 'GET',
    path: '/api/v1/me/views',
    tag: 'session',
    summary: 'The reader’s named views of a list',
    access: 'session.read',
    query: SavedViewQuery,
    response: SavedViewList,
  }),
  saveView: defineEndpoint({
    method: 'POST',
    path: '/api/v1/me/views',
    tag: 'session',
    summary: 'Keeps a named view of a list, in place of one of the same name',
    access: 'view.save',
    body: SavedViewInput,
    response: SavedViewList,
    audit: 'view.save',
  }),
  removeView: defineEndpoint({
    method: 'DELETE',
    path: '/api/v1/me/views',
    tag: 'session',
    summary: 'Forgets a named view of a list',
    access: 'view.save',
    body: SavedViewRemoval,
    status: 204,
    audit: 'view.remove',
  }),
} as const;
