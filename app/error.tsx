"use client";

import { PageFailed } from "@/components/frame/page-failed";

export default function PageError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return <PageFailed digest={error.digest} retry={retry} />;
}
