-- How many runs started one another before a run, and before the run that an event comes from: what stops workflows that start
-- themselves, by sub-workflows or by the events they emit.

ALTER TABLE "run" ADD COLUMN "start_depth" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "event" ADD COLUMN "start_depth" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "event" DROP CONSTRAINT "event_state_check";
ALTER TABLE "event" ADD CONSTRAINT "event_state_check" CHECK ("state" IN ('new', 'claimed', 'unclaimed', 'too_deep'));
