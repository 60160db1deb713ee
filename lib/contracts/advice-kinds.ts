/** Apart from the schemas, for pages that need the names alone. `risk`: data may be lost, or writes stop. `improve`: it costs speed, order or money. `note`: worth a look. */
export const ADVICE_SEVERITIES = ['risk', 'improve', 'note'] as const;
export type AdviceSeverity = (typeof ADVICE_SEVERITIES)[number];

/** What a finding has to do with, for filters. */
export const ADVICE_THEMES = ['partitions', 'replication', 'retention', 'use'] as const;
export type AdviceTheme = (typeof ADVICE_THEMES)[number];
