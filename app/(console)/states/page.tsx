import { GalleryPage } from '#components/states/gallery/gallery-page.tsx';

/** A catalogue for designers and visual tests: what every kind of view looks like in every state. */
export default function Page() {
  return <GalleryPage />;
}
