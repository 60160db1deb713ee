/** Farol's version, as the API and the heartbeats of samplers tell it. */
export const VERSION = '0.1.0';
