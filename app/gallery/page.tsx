import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { galleryIsOpen } from "@/app/_server/gallery-is-open";
import { GalleryIndex } from "@/components/gallery/gallery-index";

export const metadata: Metadata = { title: "Gallery" };
export const dynamic = "force-dynamic";

export default function GalleryPage() {
  if (!galleryIsOpen()) notFound();
  return <GalleryIndex />;
}
