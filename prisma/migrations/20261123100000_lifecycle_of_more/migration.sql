-- A task that starts also says that it was created, and perhaps that its run correlates events: who asks for those is told (ADR 130).
CREATE OR REPLACE FUNCTION "queue_lifecycle"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "queued" integer;
BEGIN
  INSERT INTO "lifecycle_outbox" ("run_id", "seq", "tenant_id", "rewritten")
    SELECT n."run_id", n."seq", n."tenant_id", TG_OP = 'UPDATE' FROM "stored" n
    WHERE EXISTS (
        SELECT FROM "webhook" w WHERE w."tenant_id" = n."tenant_id" AND w."enabled"
          AND (('io.serverlessworkflow.' || n."type" || '.v1') = ANY (w."types")
            OR (n."type" = 'task.started' AND w."types" && ARRAY['io.serverlessworkflow.task.created.v1',
              'io.serverlessworkflow.workflow.correlation-started.v1'])
            OR (n."type" = 'task.completed'
              AND 'io.serverlessworkflow.workflow.correlation-completed.v1' = ANY (w."types"))))
      OR EXISTS (SELECT FROM "event_subscription" s WHERE s."tenant_id" = n."tenant_id" AND s."lifecycle")
      OR EXISTS (SELECT FROM "workflow_schedule" s WHERE s."tenant_id" = n."tenant_id" AND s."lifecycle")
    ON CONFLICT ("run_id", "seq") DO UPDATE SET "rewritten" = "lifecycle_outbox"."rewritten" OR excluded."rewritten";
  GET DIAGNOSTICS "queued" = ROW_COUNT;
  IF "queued" > 0 THEN
    PERFORM pg_notify('run_event', 'lifecycle');
  END IF;
  RETURN NULL;
END $$;
