-- CreateIndex
CREATE INDEX "Rollout_releaseId_since_idx" ON "Rollout"("releaseId", "since" DESC);

