/** Longest name of a saved view, characters. Apart from the schemas, so that a form may know it without them. */
export const VIEW_NAME_MAX = 60;
