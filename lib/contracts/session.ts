import { z } from 'zod';
import './browser-zod.ts';

/** Who is signed in. Roles: `admin` may do everything; `viewer` may look. */
export const Me = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(['admin', 'viewer']),
  demo: z.boolean(),
});
export type Me = z.infer<typeof Me>;

/** First account, allowed once, with the link the server printed. */
export const SetupInput = z.object({
  token: z.string().min(20).max(200),
  name: z.string().trim().min(1).max(80),
  email: z.email().max(200),
  password: z.string().min(12).max(200),
});
export type SetupInput = z.infer<typeof SetupInput>;

export const LoginInput = z.object({ email: z.email().max(200), password: z.string().min(1).max(200) });
export type LoginInput = z.infer<typeof LoginInput>;

/** The state of the app before sign-in. */
export const SetupState = z.object({ needsSetup: z.boolean(), demo: z.boolean() });
export type SetupState = z.infer<typeof SetupState>;

/** A one-time sign-in link: the secret part, which the page takes from the URL fragment and posts. */
export const LinkInput = z.object({ token: z.string().min(20).max(200) });
export type LinkInput = z.infer<typeof LinkInput>;
