-- A workflow task that is executed again may go another way than the first time, so what its first execution had already
-- written is written anew (ADR 110). `journal_revision` counts that, for readers who go on from a number.
-- Invariant: the journal of a run that has ended stays as it is, whoever asks.

ALTER TABLE "run" ADD COLUMN "journal_revision" INTEGER NOT NULL DEFAULT 0;

GRANT UPDATE, DELETE ON "run_event" TO "ironweave_app";

CREATE FUNCTION "keep_ended_journal"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Where the run itself is being deleted its row is gone already, and its events go with it.
  IF EXISTS (SELECT FROM "run" WHERE "id" = OLD."run_id" AND "status" IN ('completed', 'faulted', 'cancelled')) THEN
    RAISE EXCEPTION 'the journal of an ended run is immutable' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER "run_event_kept" BEFORE UPDATE OR DELETE ON "run_event"
  FOR EACH ROW EXECUTE FUNCTION "keep_ended_journal"();
