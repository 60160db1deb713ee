import type { FieldValues, Resolver } from 'react-hook-form';
import type { z } from 'zod';

/** Checks a form against a schema that is loaded when the form is first checked: a page that only shows the form need not wait for it. Rejects when the schema does not arrive. */
export function lazyResolver<Values extends FieldValues>(load: () => Promise<z.ZodType<Values, Values>>): Resolver<Values> {
  return async (values, context, options) => {
    const [{ zodResolver }, schema] = await Promise.all([import('@hookform/resolvers/zod'), load()]);
    return zodResolver(schema)(values, context, options);
  };
}
