-- Who is told what happens to runs (ADR 98): receivers, deliveries to them, and the outbox of lifecycle events.
-- CreateTable
CREATE TABLE "webhook" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "types" TEXT[],
    "workflow_id" UUID,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "disabled_reason" TEXT,
    "key_id" TEXT NOT NULL,
    "nonce" BYTEA NOT NULL,
    "ciphertext" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_delivery" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "webhook_id" UUID NOT NULL,
    "event_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "body" JSON NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_status" INTEGER,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lifecycle_outbox" (
    "run_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "tenant_id" UUID NOT NULL,
    "rewritten" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "lifecycle_outbox_pkey" PRIMARY KEY ("run_id","seq")
);

-- AlterTable
ALTER TABLE "event_subscription" ADD COLUMN "lifecycle" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "workflow_schedule" ADD COLUMN "lifecycle" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE UNIQUE INDEX "webhook_tenant_id_id_key" ON "webhook"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "webhook_delivery_tenant_id_state_next_at_idx" ON "webhook_delivery"("tenant_id", "state", "next_at");

-- CreateIndex
CREATE INDEX "webhook_delivery_tenant_id_webhook_id_created_at_idx" ON "webhook_delivery"("tenant_id", "webhook_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "webhook_delivery_webhook_id_event_id_key" ON "webhook_delivery"("webhook_id", "event_id");

-- CreateIndex
CREATE INDEX "lifecycle_outbox_tenant_id_run_id_seq_idx" ON "lifecycle_outbox"("tenant_id", "run_id", "seq");

-- AddForeignKey
ALTER TABLE "webhook" ADD CONSTRAINT "webhook_tenant_id_workflow_id_fkey" FOREIGN KEY ("tenant_id", "workflow_id") REFERENCES "workflow"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_tenant_id_webhook_id_fkey" FOREIGN KEY ("tenant_id", "webhook_id") REFERENCES "webhook"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lifecycle_outbox" ADD CONSTRAINT "lifecycle_outbox_tenant_id_run_id_fkey" FOREIGN KEY ("tenant_id", "run_id") REFERENCES "run"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot say: checks, rights, the wall between tenants, and how events come into the outbox.
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_state_check" CHECK ("state" IN ('pending', 'delivered', 'dead'));
GRANT SELECT, INSERT, UPDATE, DELETE ON "webhook", "webhook_delivery", "lifecycle_outbox" TO "ironweave_app";
DO $$
DECLARE
  "name" text;
BEGIN
  FOREACH "name" IN ARRAY ARRAY['webhook', 'webhook_delivery', 'lifecycle_outbox'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', "name");
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', "name");
    EXECUTE format(
      'CREATE POLICY %I ON %I USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant())',
      "name" || '_tenant', "name"
    );
  END LOOP;
END $$;
CREATE INDEX "event_subscription_lifecycle_idx" ON "event_subscription" ("tenant_id") WHERE "lifecycle";
CREATE INDEX "workflow_schedule_lifecycle_idx" ON "workflow_schedule" ("tenant_id") WHERE "lifecycle";

-- In the transaction that stores a run's events, those that somebody wants to hear of are queued: nothing is told that was not
-- stored, and nothing stored is forgotten. Where nobody listens it costs three looks into empty indexes for a batch.
CREATE FUNCTION "queue_lifecycle"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "queued" integer;
BEGIN
  INSERT INTO "lifecycle_outbox" ("run_id", "seq", "tenant_id", "rewritten")
    SELECT n."run_id", n."seq", n."tenant_id", TG_OP = 'UPDATE' FROM "stored" n
    WHERE EXISTS (
        SELECT FROM "webhook" w WHERE w."tenant_id" = n."tenant_id" AND w."enabled"
          AND ('io.serverlessworkflow.' || n."type" || '.v1') = ANY (w."types"))
      OR EXISTS (SELECT FROM "event_subscription" s WHERE s."tenant_id" = n."tenant_id" AND s."lifecycle")
      OR EXISTS (SELECT FROM "workflow_schedule" s WHERE s."tenant_id" = n."tenant_id" AND s."lifecycle")
    ON CONFLICT ("run_id", "seq") DO UPDATE SET "rewritten" = "lifecycle_outbox"."rewritten" OR excluded."rewritten";
  GET DIAGNOSTICS "queued" = ROW_COUNT;
  IF "queued" > 0 THEN
    PERFORM pg_notify('run_event', 'lifecycle');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "run_event_queued" AFTER INSERT ON "run_event" REFERENCING NEW TABLE AS "stored"
  FOR EACH STATEMENT EXECUTE FUNCTION "queue_lifecycle"();
CREATE TRIGGER "run_event_requeued" AFTER UPDATE ON "run_event" REFERENCING NEW TABLE AS "stored"
  FOR EACH STATEMENT EXECUTE FUNCTION "queue_lifecycle"();
