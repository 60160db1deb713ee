import type { FieldError, FieldErrors } from 'react-hook-form';
import type { ClusterInput } from '#lib/contracts/clusters.ts';

/** The form as a person fills it: one of the two ways to say how to connect. */
export interface ClusterDraft {
  name: string;
  way: 'bootstrap' | 'properties';
  bootstrap: string;
  properties: string;
}

/** An untouched form. */
export const EMPTY_DRAFT: ClusterDraft = { name: '', way: 'bootstrap', bootstrap: '', properties: '' };

const HOST_AND_PORT = /^(\[[0-9A-Fa-f:.]+\]|[^\s:,]+):\d{1,5}$/;

/** What goes to the server: only the way that is shown; text left in the other one stays here. */
export function inputOf(draft: ClusterDraft): ClusterInput {
  const name = draft.name.trim();
  return draft.way === 'bootstrap'
    ? { name, bootstrap: serversOf(draft.bootstrap).join(',') }
    : { name, properties: draft.properties };
}

/** Servers as people write them: separated by commas, spaces or lines. */
export function serversOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((server) => server !== '');
}

/** What is wrong with a draft, per field, by kind (`forms.mistake` and `clusters.add` hold the words). Empty when it can be sent. */
export async function draftMistakes(draft: ClusterDraft): Promise<FieldErrors<ClusterDraft>> {
  const errors: Partial<Record<keyof ClusterDraft, FieldError>> = {};
  if (draft.name.trim() === '') errors.name = { type: 'required' };
  if (draft.way === 'bootstrap') {
    const servers = serversOf(draft.bootstrap);
    const wrong = servers.find(
      (server) => !HOST_AND_PORT.test(server) || Number(server.slice(server.lastIndexOf(':') + 1)) > 65_535,
    );
    if (servers.length === 0) errors.bootstrap = { type: 'required' };
    else if (wrong !== undefined) errors.bootstrap = { type: 'host_port', message: wrong };
  } else if (draft.properties.trim() === '') {
    errors.properties = { type: 'required' };
  } else if (!/^\s*bootstrap\.servers\s*[=:\s]\s*\S/m.test(draft.properties)) {
    errors.properties = { type: 'no_bootstrap' };
  }
  if (Object.keys(errors).length > 0) return errors;
  const { ClusterInput } = await import('#lib/contracts/clusters.ts');
  for (const issue of ClusterInput.safeParse(inputOf(draft)).error?.issues ?? []) {
    const field = issue.path[0];
    if (field === 'name' || field === 'bootstrap' || field === 'properties') errors[field] = { type: issue.code };
  }
  return errors;
}
