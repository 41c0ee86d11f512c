-- What starts workflows by itself: schedules, what came of each of their times, and events that wait for others (ADR 96, 97).
-- CreateTable
CREATE TABLE "workflow_schedule" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workflow_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "spec" JSON NOT NULL,
    "problem" TEXT,
    "overlap" TEXT NOT NULL,
    "catch_up" TEXT NOT NULL DEFAULT 'latest',
    "catch_up_window_ms" BIGINT NOT NULL DEFAULT 86400000,
    "anchor_at" TIMESTAMPTZ(3) NOT NULL,
    "cursor_at" TIMESTAMPTZ(3) NOT NULL,
    "next_at" TIMESTAMPTZ(3),
    "paused_at" TIMESTAMPTZ(3),
    "pause_note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workflow_schedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "schedule_firing" (
    "schedule_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "tenant_id" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "run_id" UUID,
    "count" INTEGER NOT NULL DEFAULT 1,
    "decided_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "schedule_firing_pkey" PRIMARY KEY ("schedule_id","due_at")
);

-- CreateTable
CREATE TABLE "event_group" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "schedule_id" UUID NOT NULL,
    "correlation" JSON NOT NULL,
    "served" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "event_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_group_pkey" PRIMARY KEY ("id")
);

-- AlterTable
ALTER TABLE "event_subscription" ADD COLUMN "types" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateIndex
CREATE UNIQUE INDEX "workflow_schedule_tenant_id_id_key" ON "workflow_schedule"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "workflow_schedule_workflow_id_kind_key" ON "workflow_schedule"("workflow_id", "kind");

-- CreateIndex
CREATE INDEX "workflow_schedule_tenant_id_kind_next_at_idx" ON "workflow_schedule"("tenant_id", "kind", "next_at");

-- CreateIndex
CREATE INDEX "schedule_firing_tenant_id_decided_at_idx" ON "schedule_firing"("tenant_id", "decided_at");

-- CreateIndex
CREATE INDEX "schedule_firing_tenant_id_run_id_idx" ON "schedule_firing"("tenant_id", "run_id");

-- CreateIndex
CREATE INDEX "event_group_tenant_id_schedule_id_created_at_idx" ON "event_group"("tenant_id", "schedule_id", "created_at");

-- CreateIndex
CREATE INDEX "event_subscription_types_idx" ON "event_subscription" USING GIN ("types");

-- AddForeignKey
ALTER TABLE "workflow_schedule" ADD CONSTRAINT "workflow_schedule_tenant_id_workflow_id_fkey" FOREIGN KEY ("tenant_id", "workflow_id") REFERENCES "workflow"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workflow_schedule" ADD CONSTRAINT "workflow_schedule_tenant_id_version_id_fkey" FOREIGN KEY ("tenant_id", "version_id") REFERENCES "workflow_version"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "schedule_firing" ADD CONSTRAINT "schedule_firing_tenant_id_schedule_id_fkey" FOREIGN KEY ("tenant_id", "schedule_id") REFERENCES "workflow_schedule"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_group" ADD CONSTRAINT "event_group_tenant_id_schedule_id_fkey" FOREIGN KEY ("tenant_id", "schedule_id") REFERENCES "workflow_schedule"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot say: checks, rights, the wall between tenants, and the wake-up of what waits for runs to end.
ALTER TABLE "workflow_schedule" ADD CONSTRAINT "workflow_schedule_kind_check" CHECK ("kind" IN ('every', 'cron', 'after', 'on'));
ALTER TABLE "workflow_schedule" ADD CONSTRAINT "workflow_schedule_overlap_check" CHECK ("overlap" IN ('allow', 'skip', 'queue'));
ALTER TABLE "workflow_schedule" ADD CONSTRAINT "workflow_schedule_catch_up_check" CHECK ("catch_up" IN ('latest', 'all'));
ALTER TABLE "schedule_firing" ADD CONSTRAINT "schedule_firing_outcome_check" CHECK ("outcome" IN ('started', 'skipped', 'missed', 'backfilled'));
GRANT SELECT, INSERT, UPDATE, DELETE ON "workflow_schedule", "schedule_firing", "event_group" TO "ironweave_app";
DO $$
DECLARE
  "name" text;
BEGIN
  FOREACH "name" IN ARRAY ARRAY['workflow_schedule', 'schedule_firing', 'event_group'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', "name");
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', "name");
    EXECUTE format(
      'CREATE POLICY %I ON %I USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant())',
      "name" || '_tenant', "name"
    );
  END LOOP;
END $$;

-- A schedule may wait for the end of a run. Runs as whoever stores the event, so row-level security holds.
CREATE FUNCTION "wake_schedules"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM "workflow_schedule"
    WHERE "workflow_id" = NEW."workflow_id" AND ("kind" = 'after' OR "overlap" = 'queue')
  ) THEN
    PERFORM pg_notify('run_event', 'schedules');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "run_ended" AFTER UPDATE OF "status" ON "run"
  FOR EACH ROW WHEN (NEW."status" IN ('completed', 'faulted', 'cancelled') AND OLD."status" IS DISTINCT FROM NEW."status")
  EXECUTE FUNCTION "wake_schedules"();
