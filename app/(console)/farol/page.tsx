import { FarolPage } from '#components/farol/farol-page.tsx';

/** How Farol itself does, over all clusters. */
export default function Page() {
  return <FarolPage />;
}
