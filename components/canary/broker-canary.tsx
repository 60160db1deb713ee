'use client';

import { Card } from '../ui/card.tsx';
import { latePart } from '../ui/late-part.tsx';

const before = () => <Card className="h-[160px]" />;

/** What the canary felt of one broker, for its page. Its code arrives beside the page's first data. */
export const BrokerCanary = latePart(() => import('./canary-broker-card.tsx').then((module) => module.CanaryBrokerCard), before);

/** The course of what it felt. */
export const BrokerLatency = latePart(() => import('./canary-chart.tsx').then((module) => module.CanaryChart), before);
