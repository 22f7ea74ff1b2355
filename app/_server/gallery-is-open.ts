import { webEnv } from "@/lib/platform/env";

/** Whether the gallery of screen states may be seen: in development, and in the browser tests, which ask for it. */
export function galleryIsOpen(): boolean {
  const { NODE_ENV, LASTGOOD_GALLERY } = webEnv();
  return NODE_ENV === "development" || LASTGOOD_GALLERY;
}
