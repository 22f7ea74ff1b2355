"use client";

import { useQuery } from "@tanstack/react-query";
import { queries } from "@/components/live/queries";
import { Bone } from "@/components/ui/bone";
import { Drawer } from "@/components/ui/drawer";
import { Notice } from "@/components/ui/notice";
import type { AuditEntryJson } from "@/lib/access/schemas";
import { AuditEntry } from "./audit-entry";
import { deedWords } from "./deed-words";

/** One entry, whole. `known`: what the list has of it already. */
export function AuditDrawer({ seq, known, onClose }: { seq: string; known: AuditEntryJson | undefined; onClose: () => void }) {
  const { data = known, error } = useQuery({ ...queries.auditEntry(seq), enabled: known === undefined });
  const title = data ? `${data.actor} ${deedWords(data)}.` : error ? "This entry cannot be shown." : `Entry ${seq}`;
  return (
    <Drawer
      title={title}
      onClose={onClose}
      returnTo={() => document.querySelector(`[data-entry="${seq}"]`) ?? document.querySelector("[role=search] input")}
    >
      {data ? (
        <AuditEntry entry={data} />
      ) : error ? (
        <Notice tone="bad" className="mt-4">
          {error.message}
        </Notice>
      ) : (
        <div aria-busy className="mt-4 grid gap-2">
          <Bone className="h-4 w-56" />
          <Bone className="h-24 w-full" />
        </div>
      )}
    </Drawer>
  );
}
