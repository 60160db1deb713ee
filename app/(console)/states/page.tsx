import { StateGallery } from '#components/states/gallery/state-gallery.tsx';

/** A catalogue for designers and visual tests: what every kind of view looks like in every state. */
export default function Page() {
  return <StateGallery />;
}
