-- Read by kind, always: beside thousands of verdicts a rollout has one or two events of another kind.
DROP INDEX "RolloutEvent_rolloutId_at_idx";

CREATE INDEX "RolloutEvent_rolloutId_kind_at_idx" ON "RolloutEvent"("rolloutId", "kind", "at");
