-- Events, what runs wait for, and events on their way to runs.
-- CreateTable
CREATE TABLE "event" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "body" JSON NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'new',
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event_subscription" (
    "run_id" UUID NOT NULL,
    "execution" INTEGER NOT NULL,
    "tenant_id" UUID NOT NULL,
    "revision" BIGINT NOT NULL,
    "filters" JSON NOT NULL,
    "takes" TEXT NOT NULL,
    "served" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "fresh" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_subscription_pkey" PRIMARY KEY ("run_id","execution")
);

-- CreateTable
CREATE TABLE "event_delivery" (
    "event_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_delivery_pkey" PRIMARY KEY ("event_id","run_id")
);

-- CreateIndex
CREATE INDEX "event_tenant_id_state_received_at_idx" ON "event"("tenant_id", "state", "received_at");

-- CreateIndex
CREATE UNIQUE INDEX "event_tenant_id_id_key" ON "event"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "event_tenant_id_source_event_id_key" ON "event"("tenant_id", "source", "event_id");

-- CreateIndex
CREATE INDEX "event_subscription_tenant_id_created_at_idx" ON "event_subscription"("tenant_id", "created_at");

-- CreateIndex
CREATE INDEX "event_delivery_tenant_id_state_created_at_idx" ON "event_delivery"("tenant_id", "state", "created_at");

-- AddForeignKey
ALTER TABLE "event_subscription" ADD CONSTRAINT "event_subscription_tenant_id_run_id_fkey" FOREIGN KEY ("tenant_id", "run_id") REFERENCES "run"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_delivery" ADD CONSTRAINT "event_delivery_tenant_id_event_id_fkey" FOREIGN KEY ("tenant_id", "event_id") REFERENCES "event"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_delivery" ADD CONSTRAINT "event_delivery_tenant_id_run_id_fkey" FOREIGN KEY ("tenant_id", "run_id") REFERENCES "run"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot say: checks, rights, and the wall between tenants.
ALTER TABLE "event" ADD CONSTRAINT "event_state_check" CHECK ("state" IN ('new', 'claimed', 'unclaimed'));
ALTER TABLE "event_subscription" ADD CONSTRAINT "event_subscription_takes_check" CHECK ("takes" IN ('first', 'each', 'stream'));
ALTER TABLE "event_delivery" ADD CONSTRAINT "event_delivery_state_check" CHECK ("state" IN ('pending', 'delivered', 'dropped'));
GRANT SELECT, INSERT, UPDATE, DELETE ON "event", "event_subscription", "event_delivery" TO "ironweave_app";
DO $$
DECLARE
  "name" text;
BEGIN
  FOREACH "name" IN ARRAY ARRAY['event', 'event_subscription', 'event_delivery'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', "name");
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', "name");
    EXECUTE format(
      'CREATE POLICY %I ON %I USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant())',
      "name" || '_tenant', "name"
    );
  END LOOP;
END $$;
