import {
  Activity,
  ArrowLeftRight,
  AudioWaveform,
  Gauge,
  HardDrive,
  History,
  Layers3,
  Lightbulb,
  Server,
  UsersRound,
  Vote,
  type LucideIcon,
} from 'lucide-react';

/** Under which heading of the navigation a page stands: the cluster's nouns, what is inside, what watches it. */
export const PLACE_SECTIONS = ['nouns', 'inside', 'watch'] as const;
export type PlaceSection = (typeof PLACE_SECTIONS)[number];

/** A page of every cluster: one row here puts it into the navigation, the command palette and the keyboard map. */
export interface Place {
  /** Key of its name in the messages: `shell.nav.<name>`. */
  name: string;
  /** Below `/clusters/{id}`; empty for the cluster's first page. */
  path: string;
  icon: LucideIcon;
  section: PlaceSection;
  /** Second key after `g`. */
  key: string;
}

/** The pages of a cluster in the order of the navigation. */
export const CLUSTER_PLACES = [
  { name: 'overview', path: '', icon: Activity, section: 'nouns', key: 'o' },
  { name: 'brokers', path: '/brokers', icon: Server, section: 'nouns', key: 'b' },
  { name: 'topics', path: '/topics', icon: Layers3, section: 'nouns', key: 't' },
  { name: 'groups', path: '/groups', icon: UsersRound, section: 'nouns', key: 'g' },
  { name: 'advice', path: '/advice', icon: Lightbulb, section: 'nouns', key: 'a' },
  { name: 'disk', path: '/disk', icon: HardDrive, section: 'inside', key: 'd' },
  { name: 'quorum', path: '/quorum', icon: Vote, section: 'inside', key: 'q' },
  { name: 'transactions', path: '/transactions', icon: ArrowLeftRight, section: 'inside', key: 'x' },
  { name: 'events', path: '/events', icon: History, section: 'watch', key: 'e' },
  { name: 'canary', path: '/canary', icon: AudioWaveform, section: 'watch', key: 'c' },
  { name: 'measuring', path: '/measuring', icon: Gauge, section: 'watch', key: 'm' },
] as const satisfies readonly Place[];

export type PlaceName = (typeof CLUSTER_PLACES)[number]['name'];

/** Key of a place's name in the messages: the quorum page of an old cluster is about ZooKeeper. */
export function placeLabel(name: PlaceName, mode: 'kraft' | 'zookeeper' | null | undefined): PlaceName | 'zookeeper' {
  return name === 'quorum' && mode === 'zookeeper' ? 'zookeeper' : name;
}
