import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SavedView } from '#lib/contracts/views.ts';
import { apiPath, fetchJson, fetchNothing } from './fetch-json.ts';
import { queryKeys } from './query-keys.ts';

const savedViewListSchema = async () => (await import('#lib/contracts/views.ts')).SavedViewList;

const PATH = apiPath('me', 'views');

/** The reader's named views of a list, the first saved first. */
export function useSavedViews(list: string) {
  return useQuery({
    queryKey: queryKeys.views(list),
    queryFn: async ({ signal }) => (await fetchJson(savedViewListSchema, PATH, { query: { list }, signal })).data,
  });
}

/** Keeps a view, in place of one of the same name. */
export function useSaveView(list: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (view: SavedView) =>
      (await fetchJson(savedViewListSchema, PATH, { method: 'POST', body: { list, ...view } })).data,
    onSuccess: (views) => client.setQueryData(queryKeys.views(list), views),
  });
}

/** Forgets a view. */
export function useRemoveView(list: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => fetchNothing(PATH, { method: 'DELETE', body: { list, name } }),
    onSuccess: (_nothing, name) =>
      client.setQueryData<SavedView[]>(queryKeys.views(list), (views) => views?.filter((view) => view.name !== name)),
  });
}
