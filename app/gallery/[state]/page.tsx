import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { galleryIsOpen } from "@/app/_server/gallery-is-open";
import { Stage } from "@/components/gallery/stage";

export const metadata: Metadata = { title: "Gallery" };
export const dynamic = "force-dynamic";

export default async function StatePage({ params }: { params: Promise<{ state: string }> }) {
  if (!galleryIsOpen()) notFound();
  const { state } = await params;
  return <Stage name={state} />;
}
