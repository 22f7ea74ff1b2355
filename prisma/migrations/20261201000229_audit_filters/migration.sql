-- AlterTable
ALTER TABLE "User" ADD COLUMN     "lastSignedInAt" TIMESTAMP(3);

-- CreateIndex
CREATE INDEX "AuditEntry_action_seq_idx" ON "AuditEntry"("action", "seq");

-- CreateIndex
CREATE INDEX "AuditEntry_at_idx" ON "AuditEntry"("at");

-- Each filter of the audit log in the order in which entries are read.
create index "AuditEntry_who_seq_idx" on "AuditEntry" (coalesce(actor ->> 'name', actor ->> 'job'), seq);
create index "AuditEntry_who_id_seq_idx" on "AuditEntry" ((actor ->> 'id'), seq);
create index "AuditEntry_domain_seq_idx" on "AuditEntry" (split_part(action, '.', 1), seq);
