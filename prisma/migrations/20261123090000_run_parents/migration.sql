-- Which step of which run started a run by `run: workflow`, so that each leads to the other. Runs of before have none.

ALTER TABLE "run" ADD COLUMN "parent_run_id" UUID;
ALTER TABLE "run" ADD COLUMN "parent_task" TEXT;
ALTER TABLE "run" ADD COLUMN "parent_execution" INTEGER;
CREATE INDEX "run_tenant_id_parent_run_id_parent_execution_idx" ON "run"("tenant_id", "parent_run_id", "parent_execution");
